import Procedure

/// Who and what the sample is made of; all of it is made up.
enum SampleCast {
  static let asha = Actor(Person("asha"), .executive)
  static let dev = Actor(Person("dev"), .executive)
  static let ravi = Actor(Person("ravi"), .opsManager)
  static let nisha = Actor(Person("nisha"), .financeManager)
  static let viv = Actor(Person("viv"), .viewer)

  /// A vendor by its place in the list.
  struct Vendor {
    var name: String
    var place: Int

    var listing: VendorListing {
      VendorListing(
        vendor: VendorName(name), city: name.split(separator: " ").last.map(String.init) ?? "",
        phone: Personal("+91 90000 \(10_001 + place * 137)"),
        vpa: Personal("vendor\(place)@okbank"), credits: Int64(4_500 + place * 7_919 % 50_000),
        standing: .active)
    }
  }

  static let vendors = [
    "FoneBay Pune", "QuickCell Thane", "MobiMart Nashik", "ReKart Mumbai", "CellCart Nagpur",
    "PhoneHub Delhi", "GadgetGully Jaipur", "SecondRing Indore", "CashMyCell Lucknow",
    "UsedUp Bengaluru", "ReDial Chennai", "HandsetHaat Kolkata", "FoneBay Mysuru",
    "QuickCell Kochi", "MobiMart Hyderabad", "ReKart Noida", "CellCart Surat", "PhoneHub Bhopal",
    "GadgetGully Patna", "SecondRing Agra", "CashMyCell Ranchi", "UsedUp Guwahati",
    "ReDial Vizag", "HandsetHaat Madurai",
  ].enumerated().map { Vendor(name: $1, place: $0) }

  /// Customers, one for each dispute, in many of India's scripts.
  static let customers = [
    "Meera Iyer", "Arjun Rao", "S. Fatima", "Devendra Singh", "Lakshmi Nair", "Ravi Kumar",
    "Anjali Gupta", "Joseph D’Souza", "आरव शर्मा", "Kavya Reddy", "Mohammed Khan", "Sneha Patil",
    "প্রিয়া দাস", "Harpreet Kaur", "Rohan Mehta", "க்ஷமா செல்வி", "Tanvi Joshi", "Suresh Pillai",
    "Geeta Bhatt", "వెంకటేశ్ రావు", "Farhan Sheikh", "Pooja Agarwal", "Nikhil Deshpande",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "Ishaan Verma", "Ayesha Siddiqui", "Sanjay Kulkarni", "മീനാക്ഷി മേനോൻ",
    "Diya Mukherjee", "Manoj Tiwari", "Shreya Banerjee", "ಕಾವ್ಯ ಹೆಗಡೆ", "Aditya Chauhan",
    "Priya Raman", "હેતલ પટેલ", "Rahul Saxena", "Zoya Mirza", "Venkatesh Iyengar", "Saanvi Shetty",
    "श्रेया देशपांडे", "Karthik Subramanian", "Ananya Bose", "Vivek Malhotra", "Nandini Rao",
    "ସୁଚିତ୍ରା ପଣ୍ଡା", "Imran Qureshi", "Deepak Yadav", "Rekha Naidu", "Thomas Kurian",
    "Jyoti Mishra", "Abhishek Ghosh", "Sunita Rawat", "কৃষ্ণা সেন", "Gaurav Kapoor",
    "Divya Prakash", "Yusuf Ansari", "Bhavna Shah", "Prakash Jadhav", "Leela Thomas",
    "Om Prakash Sahu",
  ]

  static let devices: [(name: String, rupees: Int64)] = [
    ("Redmi Note 12 128GB", 8_500), ("Galaxy S21 128GB", 21_000), ("iPhone 11 64GB", 18_500),
    ("Pixel 6a 128GB", 19_800), ("Moto G54 128GB", 7_400), ("OnePlus 9R 256GB", 17_500),
    ("Vivo V27 256GB", 14_600), ("Realme 11 128GB", 9_200), ("Galaxy A14 64GB", 5_600),
    ("iPhone 13 128GB", 36_000),
  ]

  static func complaint(_ place: Int, _ tag: Tag) -> String {
    let unpaid = [
      "Pickup is done but no money has come.", "मुझे अभी तक पैसे नहीं मिले।",
      "He said the payment is “processing”, then stopped answering.",
      "App says paid. It is not. Please check my bank statement.",
      "I got a screenshot but nothing in my bank.", "பணம் இன்னும் வரவில்லை.",
      "Please help, second time I write.\nI need the money today.",
    ]
    let short = [
      "Vendor paid less than the app price and gave no reason.",
      "Vendor ने कम पैसे दिए, कारण नहीं बताया।",
      "He said there are scratches. There were none at pickup.",
      "Got less by UPI, the rest “tomorrow”. That was three days ago.",
      "কম টাকা দিয়েছে, কারণ বলেনি।",
    ]
    let list = tag == .lessPaid ? short : unpaid
    return list[place % list.count]
  }

  static func phone(_ place: Int) -> String {
    "+91 9\(8_100 + place * 61 % 1_800) \(10_007 + place * 7_919 % 89_000)"
  }

  static func vpa(_ customer: String, _ place: Int) -> String {
    let name = customer.lowercased().filter { $0.isASCII && $0.isLetter }
    return (name.isEmpty ? "user\(place + 1)" : name) + "@okbank"
  }
}
