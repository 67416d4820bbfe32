/// The words that replies of vendors are read by: English, Hindi, and Hindi in Latin letters as it is typed on phones.
enum ReplyWords {
  static let yes: Set<String> = [
    "yes", "yep", "yeah", "haan", "han", "haa", "ha", "hanji", "haanji", "ji", "jee", "हाँ", "हां",
    "हा", "जी",
  ]

  /// The money went out.
  static let paid: Set<String> = [
    "paid", "sent", "transferred", "transfered", "credited", "done", "settled", "diya", "dia",
    "diye", "dya", "bheja", "bheje", "bhej", "bhejdiya", "bhejdia", "kardiya", "krdiya", "kardia",
    "dediya", "bhara", "chukaya", "दिया", "दिए", "दिये", "भेजा", "भेजे", "भेज", "चुकाया", "चुका",
  ]

  /// What a verb of doing makes a payment of: `payment kiya`, `gpay ho gaya`.
  static let payments: Set<String> = [
    "payment", "pay", "paymnt", "transfer", "upi", "gpay", "paytm", "phonepe", "neft", "imps",
    "rtgs", "paisa", "paise", "पैसा", "पैसे", "भुगतान", "पेमेंट", "ट्रांसफर", "full", "poora", "pura", "पूरा",
  ]

  static let did: Set<String> = [
    "kiya", "kia", "kari", "gaya", "gya", "hua", "hogaya", "hogya", "किया", "गया", "हुआ",
    "हो",
  ]

  static let no: Set<String> = [
    "no", "nope", "not", "never", "none", "nothing", "didn't", "didnt", "haven't", "havent",
    "hasn't", "hasnt", "wasn't", "wasnt", "unpaid", "nahi", "nahin", "nahee", "nhi", "nai", "nhin",
    "नहीं", "नही", "नहि",
  ]

  /// What may stand between a no and what it denies.
  static let besideNo: Set<String> = [
    "yet", "ever", "been", "abhi", "tak", "bhi", "hi", "अभी", "तक", "भी", "ही",
  ]

  /// The money did not stay where it went.
  static let failed: Set<String> = [
    "failed", "bounced", "refunded", "फेल",
  ]

  /// What a no in front of it is not about the money: `no problem`, `koi baat nahi`.
  static let harmless: Set<String> = [
    "problem", "issue", "issues", "worries", "tension", "baat", "dikkat", "बात", "दिक्कत",
  ]

  /// What makes `no` a number's short form, before it.
  static let numbered: Set<String> = [
    "utr", "rrn", "ref", "reference", "txn", "trxn", "transaction", "order", "ticket", "upi", "id",
    "account", "acct", "phone", "mobile", "contact", "a/c", "ac",
  ]

  static let promised: Set<String> = [
    "will", "shall", "tomorrow", "tmrw", "going", "karta", "karte", "करता", "करते", "i'll", "we'll",
  ]

  /// How verbs end that say what will be: `karunga`, `de denge`, `ho jayega`.
  static let promises = [
    "unga", "oonga", "ungi", "enge", "ega", "egi", "ूंगा", "ूँगा", "ूंगी", "ेंगे", "ेगा", "ेगी",
  ]

  /// Something is still to come.
  static let open: Set<String> = [
    "pending", "baki", "baaki", "bakaya", "remaining", "balance", "बाकी", "बाक़ी", "बकाया",
  ]

  static let all: Set<String> = [
    "full", "fully", "poora", "pura", "poori", "puri", "complete", "completely", "पूरा", "पूरी", "पूरे",
  ]

  static let part: Set<String> = [
    "part", "partly", "partial", "partially", "half", "some", "aadha", "adha", "aadhe", "thoda",
    "thode", "kuch", "kuchh", "advance", "only", "sirf", "bas", "आधा", "आधे", "थोड़ा", "थोड़े", "कुछ",
    "सिर्फ", "सिर्फ़",
  ]

  static let deducted: Set<String> = [
    "cut", "deduct", "deducted", "deduction", "less", "minus", "reduced", "kata", "kaata", "kaat",
    "kaati", "kat", "kaate", "kam", "ghata", "short", "shortfall", "ghataya", "काटा", "काट", "काटे",
    "कम", "कटौती", "घटाया",
  ]

  /// What goes on after a verb: `2000 kaat ke 8000 diya`.
  static let after: Set<String> = ["ke", "kar", "karke", "kr", "के", "कर", "करके"]

  static let damage: Set<String> = [
    "screen", "display", "touch", "crack", "cracked", "scratch", "scratches", "scratched", "dent",
    "dents", "battery", "camera", "speaker", "mic", "body", "panel", "broken", "damage", "damaged",
    "faulty", "box", "charger", "bill", "warranty", "lock", "icloud", "toota", "tuta", "tooti",
    "tuti", "toot", "tut", "kharab", "khrab", "phuta", "स्क्रीन", "डिस्प्ले", "बैटरी", "कैमरा", "टूटा", "टूटी",
    "टूट", "खराब", "ख़राब", "स्क्रैच", "डेंट", "बॉक्स", "चार्जर", "बिल",
  ]

  /// An answer to why that gives no reason.
  static let noReason: Set<String> = [
    "na", "n/a", "nil", "no", "none", "nothing", "kuch", "nahi", "nahin", "नहीं", "कुछ", "",
  ]

  /// Before a reason.
  static let because: Set<String> = [
    "because", "bcoz", "coz", "cause", "since", "reason", "kyunki", "kyuki", "kyonki", "kyoki",
    "isliye", "wajah", "vajah", "karan", "क्योंकि", "वजह", "कारण",
  ]

  /// What begins a clause.
  static let begins: Set<String> = [
    "but", "and", "lekin", "magar", "par", "aur", "or", "because", "bcoz", "coz", "kyunki", "kyuki",
    "kyonki", "kyoki", "लेकिन", "मगर", "पर", "और", "क्योंकि",
  ]

  /// What begins a clause that adds to the one before it.
  static let adds: Set<String> = ["and", "aur", "or", "plus", "+", "&", "और"]

  /// What somebody may say that it does not have, and have paid.
  static let unknown: Set<String> = ["ref", "reference", "utr", "rrn", "txnid", "रेफरेंस", "रेफ़रेंस"]

  /// What has a point that ends nothing.
  static let abbreviated: Set<String> = ["rs", "no", "ref", "txn", "amt", "approx", "रु"]

  /// Before a reference.
  static let references: Set<String> = [
    "utr", "rrn", "ref", "reference", "txn", "trxn", "transaction", "txnid", "रेफरेंस", "रेफ़रेंस",
  ]

  /// What may stand between such a word and the reference.
  static let fillers: Set<String> = [
    "no", "number", "num", "id", "is", "hai", "he", "h", "ye", "yeh", "the", "नंबर", "है", "ये", "यह",
  ]

  static let currency: Set<String> = [
    "₹", "rs", "inr", "rupees", "rupee", "rupaye", "rupay", "rupiya", "rupye", "rupaiye", "रुपये",
    "रुपए", "रुपया", "रु", "रू",
  ]

  static let scales: [String: Int64] = [
    "sau": 100, "hundred": 100, "सौ": 100, "k": 1_000, "thousand": 1_000, "hazar": 1_000,
    "hazaar": 1_000, "hajar": 1_000, "hajaar": 1_000, "hzr": 1_000, "हज़ार": 1_000, "हजार": 1_000,
    "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "लाख": 100_000,
    "cr": 10_000_000, "crore": 10_000_000, "करोड़": 10_000_000,
  ]

  /// Numbers in words, in hundredths; each counts before a scale alone, for `do` is also “give”.
  static let numbers: [String: Int64] = [
    "ek": 100, "one": 100, "एक": 100, "do": 200, "two": 200, "दो": 200, "teen": 300, "three": 300,
    "तीन": 300, "char": 400, "chaar": 400, "four": 400, "चार": 400, "panch": 500, "paanch": 500,
    "five": 500, "पांच": 500, "पाँच": 500, "chhe": 600, "che": 600, "six": 600, "छह": 600, "छः": 600,
    "saat": 700, "sat": 700, "seven": 700, "सात": 700, "aath": 800, "aat": 800, "eight": 800,
    "आठ": 800, "nau": 900, "nine": 900, "नौ": 900, "das": 1_000, "dus": 1_000, "ten": 1_000,
    "दस": 1_000, "dedh": 150, "derh": 150, "डेढ़": 150, "dhai": 250, "dhaai": 250, "ढाई": 250,
    "sawa": 125, "sava": 125, "सवा": 125,
  ]

  /// A half more: `sadhe teen hazar`.
  static let halfMore: Set<String> = ["sadhe", "saadhe", "साढ़े"]

  static let today: Set<String> = ["aaj", "today", "आज"]
  /// Yesterday; of what has been paid it cannot be tomorrow.
  static let yesterday: Set<String> = ["kal", "yesterday", "कल"]
  static let dayBefore: Set<String> = ["parso", "parson", "परसों"]
  static let months = [
    ["jan", "january", "जनवरी"], ["feb", "february", "फरवरी"], ["mar", "march", "मार्च"],
    ["apr", "april", "अप्रैल"], ["may", "मई"], ["jun", "june", "जून"], ["jul", "july", "जुलाई"],
    ["aug", "august", "अगस्त"], ["sep", "sept", "september", "सितंबर"],
    ["oct", "october", "अक्टूबर"], ["nov", "november", "नवंबर", "नवम्बर"],
    ["dec", "december", "दिसंबर", "दिसम्बर"],
  ]
  /// O'clock.
  static let oClock: Set<String> = ["baje", "bje", "बजे"]
  static let morning: Set<String> = ["am", "subah", "subha", "morning", "सुबह"]
  static let evening: Set<String> = [
    "pm", "shaam", "sham", "evening", "raat", "night", "dopahar", "afternoon", "शाम", "रात", "दोपहर",
  ]
}
