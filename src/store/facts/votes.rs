//! Reading requests, permissions, ballots and results.

use crate::core::domain::consent::sections;
use crate::core::domain::{
    Ask, BallotId, BallotOption, BallotOutcome, BallotResult, Consent, ConsentId, ConsentState,
    CoopId, Day, Grain, Instant, MemberId, OpenBallot, Reads, RequestId, Words,
};
use crate::store::Error;
use crate::store::db::conn::{Link, args, statements};

/// At most so many results are loaded.
const RESULTS_MAX: i64 = 6;

statements! {
    /// Open requests whose ballot passed and that she has never answered.
    LIST_ASKS = "select r.id, r.no, q.name_words as requester,
            r.title_words as title, r.what_words as what, r.why_words as why, r.months, r.keep_days, r.lasts_days,
            r.grain, r.sections, r.reads, r.valid_until, r.complaint
        from request r
        join requester q on q.coop_id = r.coop_id and q.id = r.requester_id
        join ballot_outcome o on o.coop_id = r.coop_id and o.ballot_id = r.ballot_id
            and o.outcome = 'passed'
        where r.coop_id = $1 and r.state = 'open'
            and (r.valid_until is null or r.valid_until >= $3) and not exists
            (select 1 from consent c where c.coop_id = r.coop_id and c.member_id = $2
                and c.request_id = r.id)
        order by r.no";
    LIST_CONSENTS = "select c.id, c.no, c.request_id, q.name_words as requester,
            r.title_words as title, c.state, c.ends_on,
            exists (select 1 from disclosure d where d.coop_id = c.coop_id
                and d.member_id = c.member_id and d.consent_id = c.id) as was_used
        from consent c
        join request r on r.coop_id = c.coop_id and r.id = c.request_id
        join requester q on q.coop_id = r.coop_id and q.id = r.requester_id
        where c.coop_id = $1 and c.member_id = $2 and c.state = 'given' and c.ends_on >= $3
        order by c.ends_on, c.no";
    LIST_BALLOTS = "select b.id, b.no, b.title_words as title,
            b.text_words as text, b.more_words as more, b.closes_at,
            exists (select 1 from ballot_mark k where k.coop_id = b.coop_id
                and k.ballot_id = b.id and k.member_id = $2) as voted
        from ballot b
        join ballot_roll l on l.coop_id = b.coop_id and l.ballot_id = b.id and l.member_id = $2
        where b.coop_id = $1 and b.state = 'open' and b.opens_at <= $3 and b.closes_at > $3
        order by b.no";
    LIST_OPTIONS = "select o.no, o.label_words as label, o.none,
            (select r.votes from ballot_result r where r.coop_id = o.coop_id
                and r.ballot_id = o.ballot_id and r.option_no = o.no) as votes
        from ballot_option o where o.coop_id = $1 and o.ballot_id = $2 order by o.no";
    LIST_RESULTS = "select b.id, b.no, b.title_words as title, b.yes_no,
            o.roll_n, o.voted_n, o.quorum_n, o.outcome
        from ballot_outcome o
        join ballot b on b.coop_id = o.coop_id and b.id = o.ballot_id
        where o.coop_id = $1 order by o.counted_at desc, b.no desc limit $2";
}

#[derive(sqlx::FromRow)]
struct AskRow {
    id: i64,
    no: i64,
    requester: Words,
    title: Words,
    what: Words,
    why: Words,
    months: i64,
    keep_days: i64,
    lasts_days: i64,
    grain: String,
    sections: String,
    reads: String,
    valid_until: Option<i64>,
    complaint: String,
}

impl AskRow {
    fn ask(self) -> Result<Ask, Error> {
        let row = self;
        let unknown = |column| Error::UnknownCode {
            table: "request",
            column,
        };
        Ok(Ask {
            request: RequestId(row.id),
            request_no: row.no,
            requester: row.requester,
            title: row.title,
            what: row.what,
            why: row.why,
            months: row.months,
            keep_days: row.keep_days,
            lasts_days: row.lasts_days,
            grain: Grain::parse(&row.grain).ok_or(unknown("grain"))?,
            sections: sections(&row.sections).ok_or(unknown("sections"))?,
            reads: Reads::parse(&row.reads).ok_or(unknown("reads"))?,
            valid_until: row.valid_until.map(Day),
            complaint: row.complaint,
        })
    }
}

/// Requests that wait for her answer.
pub(in crate::store) async fn asks(
    link: &mut Link,
    coop: CoopId,
    member: MemberId,
    now: Instant,
) -> Result<Vec<Ask>, Error> {
    let args = args![coop.0, member.0, now.day().0];
    let rows: Vec<AskRow> = link.all(LIST_ASKS, args).await?;
    rows.into_iter().map(AskRow::ask).collect()
}

#[derive(sqlx::FromRow)]
struct ConsentRow {
    id: i64,
    no: i64,
    request_id: i64,
    requester: Words,
    title: Words,
    state: String,
    ends_on: i64,
    was_used: bool,
}

/// Her permissions in force, those that end first at the front.
pub(in crate::store) async fn consents(
    link: &mut Link,
    coop: CoopId,
    member: MemberId,
    now: Instant,
) -> Result<Vec<Consent>, Error> {
    let args = args![coop.0, member.0, now.day().0];
    let rows: Vec<ConsentRow> = link.all(LIST_CONSENTS, args).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Consent {
                id: ConsentId(row.id),
                no: row.no,
                request: RequestId(row.request_id),
                requester: row.requester,
                title: row.title,
                state: ConsentState::parse(&row.state).ok_or(Error::UnknownCode {
                    table: "consent",
                    column: "state",
                })?,
                ends_on: Day(row.ends_on),
                was_used: row.was_used,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct BallotRow {
    id: i64,
    no: i64,
    title: Words,
    text: Words,
    more: Words,
    closes_at: i64,
    voted: bool,
}

/// Open ballots on whose roll she stands, by number.
pub(in crate::store) async fn ballots(
    link: &mut Link,
    coop: CoopId,
    member: MemberId,
    now: Instant,
) -> Result<Vec<OpenBallot>, Error> {
    let args = args![coop.0, member.0, now.0];
    let rows: Vec<BallotRow> = link.all(LIST_BALLOTS, args).await?;
    let mut ballots = Vec::with_capacity(rows.len());
    for row in rows {
        let options = options(link, coop, row.id).await?;
        ballots.push(OpenBallot {
            id: BallotId(row.id),
            no: row.no,
            title: row.title,
            text: row.text,
            more: row.more,
            options: options.into_iter().map(|(option, _)| option).collect(),
            closes_at: Instant(row.closes_at),
            voted: row.voted,
        });
    }
    Ok(ballots)
}

#[derive(sqlx::FromRow)]
struct OptionRow {
    no: i64,
    label: Words,
    none: bool,
    votes: Option<i64>,
}

/// A ballot's options in order, each with its votes once it is counted.
pub(in crate::store) async fn options(
    link: &mut Link,
    coop: CoopId,
    ballot: i64,
) -> Result<Vec<(BallotOption, i64)>, Error> {
    let rows: Vec<OptionRow> = link.all(LIST_OPTIONS, args![coop.0, ballot]).await?;
    let option = |row: OptionRow| {
        let option = BallotOption {
            no: row.no,
            label: row.label,
            none: row.none,
        };
        (option, row.votes.unwrap_or_default())
    };
    Ok(rows.into_iter().map(option).collect())
}

#[derive(sqlx::FromRow)]
struct ResultRow {
    id: i64,
    no: i64,
    title: Words,
    yes_no: bool,
    roll_n: i64,
    voted_n: i64,
    quorum_n: i64,
    outcome: String,
}

/// The last counted ballots, newest first.
pub(in crate::store) async fn results(
    link: &mut Link,
    coop: CoopId,
) -> Result<Vec<BallotResult>, Error> {
    let rows: Vec<ResultRow> = link.all(LIST_RESULTS, args![coop.0, RESULTS_MAX]).await?;
    let mut results = Vec::with_capacity(rows.len());
    for row in rows {
        results.push(BallotResult {
            id: BallotId(row.id),
            no: row.no,
            title: row.title,
            counts: options(link, coop, row.id).await?,
            yes_no: row.yes_no,
            roll_n: row.roll_n,
            voted_n: row.voted_n,
            quorum_n: row.quorum_n,
            outcome: parse_outcome(&row.outcome)?,
        });
    }
    Ok(results)
}

/// The code of an outcome in SQL.
pub(in crate::store) fn outcome_code(outcome: BallotOutcome) -> &'static str {
    match outcome {
        BallotOutcome::Passed => "passed",
        BallotOutcome::Failed => "failed",
        BallotOutcome::NoQuorum => "no-quorum",
    }
}

/// The outcome of a word from SQL.
pub(in crate::store) fn parse_outcome(code: &str) -> Result<BallotOutcome, Error> {
    [
        BallotOutcome::Passed,
        BallotOutcome::Failed,
        BallotOutcome::NoQuorum,
    ]
    .into_iter()
    .find(|outcome| outcome_code(*outcome) == code)
    .ok_or(Error::UnknownCode {
        table: "ballot_outcome",
        column: "outcome",
    })
}
