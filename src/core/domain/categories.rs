//! The categories that a cooperative begins with where it has not said its own: six groups of income, and six
//! kinds of cost (domain reference D).

use super::{Category, EntryKind, Words};

/// The code of milk, which is a leaf at the top.
pub const MILK: i64 = 21;

/// Code, parent (0: at the top), key, and the name in Gujarati, Hindi and English.
type CategorySeed = (i64, i64, i64, &'static str, &'static str, &'static str);

const INCOME: [CategorySeed; 34] = [
    (10, 0, 1, "પાક", "फसल", "Crop"),
    (11, 10, 1, "ડાંગર", "धान", "Paddy"),
    (12, 10, 2, "તુવેર", "तुअर", "Tur"),
    (13, 10, 3, "જુવાર", "ज्वार", "Jowar"),
    (14, 10, 4, "ભીંડા", "भिंडी", "Okra"),
    (15, 10, 5, "શાકભાજી", "सब्ज़ी", "Vegetables"),
    (16, 10, 6, "કપાસ", "कपास", "Cotton"),
    (17, 10, 7, "બીજો પાક", "दूसरी फसल", "Other crop"),
    (MILK, 0, 2, "દૂધ", "दूध", "Milk"),
    (30, 0, 3, "મજૂરી", "मज़दूरी", "Labour"),
    (31, 30, 1, "ખેતમજૂરી", "खेत मज़दूरी", "Farm labour"),
    (32, 30, 2, "મનરેગા", "मनरेगा", "MGNREGA"),
    (33, 30, 3, "બાંધકામ", "मकान का काम", "Building work"),
    (34, 30, 4, "બીજી મજૂરી", "दूसरी मज़दूरी", "Other wages"),
    (40, 0, 4, "હાથકામ", "हाथ का काम", "Craft"),
    (41, 40, 1, "ભરતકામ", "कढ़ाई", "Embroidery"),
    (42, 40, 2, "સિલાઈ", "सिलाई", "Sewing"),
    (43, 40, 3, "વણાટ", "बुनाई", "Weaving"),
    (44, 40, 4, "અગરબત્તી", "अगरबत्ती", "Incense"),
    (45, 40, 5, "બીડી", "बीड़ी", "Bidi"),
    (
        46,
        40,
        6,
        "પાપડ અને નાસ્તો",
        "पापड़ और नाश्ता",
        "Papad and snacks",
    ),
    (50, 0, 5, "વેચાણ", "बिक्री", "Selling"),
    (51, 50, 1, "શાક વેચાણ", "सब्ज़ी बिक्री", "Vegetable selling"),
    (52, 50, 2, "નાની દુકાન", "छोटी दुकान", "Small shop"),
    (
        53,
        50,
        3,
        "મંડળીને વેચાણ",
        "समिति को बिक्री",
        "Sale to the co-op",
    ),
    (60, 0, 6, "બીજું", "दूसरा", "Other"),
    (
        22,
        60,
        1,
        "બકરી અને મરઘાં",
        "बकरी और मुर्गी",
        "Goats and poultry",
    ),
    (
        23,
        60,
        2,
        "છાણ અને બાયોગેસ",
        "गोबर और बायोगैस",
        "Dung and biogas",
    ),
    (
        62,
        60,
        3,
        "ગુંદર અને વનપેદાશ",
        "गोंद और वनोपज",
        "Gum and forest goods",
    ),
    (63, 60, 4, "મહુડો અને પાન", "महुआ और पत्ते", "Mahua and leaves"),
    (71, 60, 5, "માનદ વેતન", "मानदेय", "Honorarium"),
    (72, 60, 6, "ઘરેથી પૈસા", "घर से पैसे", "Money from family"),
    (73, 60, 7, "પેન્શન", "पेंशन", "Pension"),
    (74, 60, 8, "બીજું", "दूसरा", "Other"),
];

const COST: [CategorySeed; 6] = [
    (81, 0, 1, "બિયારણ", "बीज", "Seeds"),
    (82, 0, 2, "ખાતર", "खाद", "Fertiliser"),
    (83, 0, 3, "ઘાસચારો", "चारा", "Fodder"),
    (84, 0, 4, "મજૂરી ખર્ચ", "मज़दूरी खर्च", "Hired work"),
    (85, 0, 5, "ગાડી ભાડું", "गाड़ी किराया", "Travel"),
    (86, 0, 6, "બીજો ખર્ચ", "दूसरा खर्च", "Other cost"),
];

/// All of them.
pub fn usual_categories() -> Vec<Category> {
    let of = |kind, lines: &[CategorySeed]| -> Vec<Category> {
        let category = |&(code, parent, key, gu, hi, en): &CategorySeed| Category {
            code,
            parent: (parent != 0).then_some(parent),
            kind,
            key,
            name: Words::new(gu, hi, en),
        };
        lines.iter().map(category).collect()
    };
    let mut all = of(EntryKind::Income, &INCOME);
    all.extend(of(EntryKind::Cost, &COST));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_are_one_to_eight_and_each_once_in_its_list() {
        let categories = usual_categories();
        let mut taken = BTreeSet::new();
        for category in &categories {
            assert!((1..=8).contains(&category.key));
            let place = (category.kind.code(), category.parent, category.key);
            assert!(taken.insert(place), "{place:?}");
            if let Some(parent) = category.parent {
                assert!(categories.iter().any(|group| group.code == parent));
            }
        }
    }
}
