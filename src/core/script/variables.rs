//! What a text may mention: the part of the closed vocabulary that translators use.

use super::words::{Need, Needs, vocabulary};

vocabulary! {
    /// What a text may mention.
    Variable {
        /// The cooperative's name.
        Coop = "coop" [],
        /// The code to dial.
        Code = "code" [],
        /// PIN tries that are left.
        Tries = "tries" [Pin],
        /// Wrong PINs of other calls, at her next right one.
        WrongPins = "wrong_pins" [],
        /// This month, 1 to 12.
        Month = "month" [],
        /// Income of this month, in rupees.
        Income = "income" [Month],
        /// Savings of this month, in rupees.
        Saving = "saving" [Month],
        /// What is left of her loans, in rupees.
        LoanLeft = "loan_left" [Month],
        /// The number of the entry just saved, looked at, or in this line.
        EntryNo = "entry_no" [],
        /// The category of the entry, or its kind's word where it has none: see `kind`.
        Category = "category" [],
        /// `category`, `saving` or `repayment`: which word stands for what the entry is about. Whoever says
        /// that of an entry must have it, also where nothing is done to it on the screen itself.
        Kind = "kind" [Entry],
        /// The entry's amount, in rupees.
        Amount = "amount" [],
        /// The amount that she wants in place of an entry's, in rupees.
        NewAmount = "new_amount" [],
        /// The period: `day`, `week`, `month`, `last-month`.
        Period = "period" [],
        /// A day of this line: `30/4`.
        Date = "date" [],
        /// What stands behind the entry: `s`, `h`, `r`, `b`.
        Proof = "proof" [],
        /// Who asks, or who looked.
        Requester = "requester" [Asks],
        /// The data that is asked for.
        What = "what" [Asks],
        /// What the data is for.
        Why = "why" [Asks],
        /// Months of data.
        Months = "months" [Asks],
        /// Days the receiver may keep it.
        KeepDays = "keep_days" [Asks],
        /// `yes` where her name goes along, `no` where totals without names do.
        Named = "named" [Asks],
        /// How often the receiver may look: `once`, `weekly`, `monthly`.
        Reads = "reads" [Asks],
        /// The last day on which the receiver may look, if she says yes today: `30/4`.
        LookUntil = "look_until" [Asks],
        /// The number to complain to, or `none` where the menu is the way.
        Complaint = "complaint" [Asks],
        /// How many asks wait.
        Asks = "asks" [Asks],
        /// The number of the permission.
        ConsentNo = "consent_no" [],
        /// The short name of a permission, ballot, agenda item or notice.
        Title = "title" [],
        /// Whether the words of a text sent to her are still kept: `yes` or `no`.
        Kept = "kept" [],
        /// The last day of a permission or a code: `30/4`.
        Until = "until" [],
        /// `yes` where the look was refused, else `no`.
        Refused = "refused" [],
        /// The permission a look was under, or 0 for totals.
        UnderNo = "under_no" [],
        /// The ballot's number.
        BallotNo = "ballot_no" [],
        /// The ballot's question.
        BallotText = "ballot_text" [Ballots],
        /// What the ballot is about, at more length.
        BallotMore = "ballot_more" [Ballots],
        /// What an option says.
        Option = "option" [Ballots],
        /// Votes for yes.
        Yes = "yes" [Results],
        /// Votes for no.
        No = "no" [Results],
        /// Votes for none.
        None = "none" [Results],
        /// Each answer with its votes: `Tuesday 12, Thursday 5`.
        Counts = "counts" [Results],
        /// How many voted.
        Voted = "voted" [Results],
        /// How many stood on the roll.
        Roll = "roll" [Results],
        /// How many votes were needed.
        Needed = "needed" [Results],
        /// A weekday, 1 (Monday) to 7.
        Weekday = "weekday" [],
        /// `near` within six days, else `far`: whether a weekday says enough.
        Nearness = "nearness" [],
        /// The hour on a twelve-hour clock: `6` or `6:30`.
        Hour = "hour" [],
        /// The part of the day: `morning`, `noon`, `evening`, `night`; `am` or `pm` follows from it.
        Part = "part" [],
        /// `am`, `pm`, or `night` for the hours after midnight, which are said with the day before.
        HalfDay = "half_day" [],
        /// The place of the meeting.
        Place = "place" [Meeting],
        /// Her answer for the meeting: `yes`, `no`, `open`.
        Coming = "coming" [Meeting],
        /// How many must ask for a topic.
        TopicNeeded = "topic_needed" [Meeting],
        /// The number of the case.
        CaseNo = "case_no" [],
        /// Days until the answer to a case.
        CaseDays = "case_days" [],
        /// The code of her statement.
        StatementCode = "statement_code" [],
        /// When the sakhi calls: `today` or `tomorrow`.
        CallDay = "call_day" [],
        /// `on` or `off`: private texts.
        Private = "private" [],
    }
}
