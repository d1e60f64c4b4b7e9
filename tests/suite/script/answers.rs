//! What `check` requires of answers and of category names: none of them may be an act.

use super::{broken, mentions};

const GU: &str = "locales/gu/keywords.ftl";
const HI: &str = "locales/hi/keywords.ftl";
const EN: &str = "locales/en/keywords.ftl";

#[test]
fn t6_no_answer_is_an_act() {
    // The Hindi word for a vote is also "don't": it can be one of the two only.
    let problems = broken(HI, "2, na, naa,", "2, मत, na, naa,");
    mentions(
        &problems,
        &[HI, "`मत` is an answer, and alone it also means `vote`"],
    );
    // Nor can an answer of one question be an act, in whatever language the act has it.
    let problems = broken(
        EN,
        "answer-meeting-no = not coming",
        "answer-meeting-no = bethak, not coming",
    );
    mentions(
        &problems,
        &[
            EN,
            "`bethak` is an answer, and alone it also means `meeting-next`",
        ],
    );
    let problems = broken(
        GU,
        "answer-entry-yes =\n    ",
        "answer-entry-yes =\n    phone karo, ",
    );
    mentions(
        &problems,
        &[
            GU,
            "`phone karo` is an answer, and `phone` begins `call`, which needs no number",
        ],
    );
}

#[test]
fn t6_an_act_that_begins_with_an_answer_needs_a_number_behind_it() {
    // "NO 4821" does.
    sahkar::core::script::Script::embedded().unwrap();
    let problems = broken(
        EN,
        "keyword-saving = b, saving, savings",
        "keyword-saving = b, saving, savings\n    .never-alone = yes",
    );
    mentions(
        &problems,
        &["`yes` is an answer, and `yes` begins `saving`, which needs no number"],
    );
    let problems = broken(
        EN,
        "keyword-private = private",
        "keyword-private = private\n    .never-alone = nope",
    );
    mentions(
        &problems,
        &["`nope` is an answer, and `nope` begins `private`, which needs no number"],
    );
}

#[test]
fn t7_an_answer_says_one_thing_to_one_question() {
    let problems = broken(
        EN,
        "answer-entry-no = wrong",
        "answer-entry-no = okay, wrong",
    );
    mentions(&problems, &["`okay` means yes and no"]);
    let problems = broken(
        EN,
        "answer-meeting-yes = coming",
        "answer-meeting-yes = not coming, coming",
    );
    mentions(&problems, &["`not coming` means yes and no"]);
}

#[test]
fn t5_no_answer_has_a_question_mark() {
    let problems = broken(EN, "answer-yes = 1, y", "answer-yes = 1, yes?, y");
    mentions(&problems, &["`yes?` asks, and so answers nothing"]);
    let problems = broken(
        GU,
        "answer-no =\n    2, na,",
        "answer-no =\n    2, ના？, na,",
    );
    mentions(&problems, &["`ના？` asks, and so answers nothing"]);
}

#[test]
fn t9_what_a_category_is_called_is_no_act_and_no_answer() {
    let problems = broken(GU, "category-milk = દૂધ", "category-milk = દૂધ, બચત");
    mentions(
        &problems,
        &[GU, "`બચત` of `category-milk` begins the act `saving`"],
    );
    let problems = broken(
        EN,
        "category-milk = Milk",
        "category-milk = Milk, vote money",
    );
    mentions(
        &problems,
        &["`vote money` of `category-milk` begins the act `vote`"],
    );
    let problems = broken(HI, "category-milk = दूध", "category-milk = दूध, ठीक");
    mentions(&problems, &["`ठीक` of `category-milk` is an answer"]);
    let problems = broken(EN, "category-milk = Milk", "category-milk = Milk, A2");
    mentions(
        &problems,
        &["`A2` of `category-milk` is no word of letters"],
    );
    // Each language says it.
    let problems = broken(EN, "category-milk = Milk\n", "");
    mentions(
        &problems,
        &["locales/en/keywords.ftl", "`category-milk` is missing"],
    );
}
