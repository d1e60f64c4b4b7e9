//! What texts cost: by month and gateway, and by announcement; on the page, on paper, and as a file.

use super::csv;
use super::delivery_words::text_name;
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::visit::{Frame, OfficerVisit};
use crate::core::domain::{Day, Instant, Paise};
use crate::store::{ANNOUNCEMENTS_MAX, TextCost};
use askama::Template;

/// Months that are shown, this one included.
const MONTHS: u32 = 12;

/// `templates/console/text-cost.html`.
#[derive(Template)]
#[template(path = "console/text-cost.html")]
struct CostPage {
    frame: Frame,
    rows: Vec<CostRow>,
    announcements: Vec<CostRow>,
    /// Behind which announcement the next page begins; 0 where there is none.
    next: i64,
    /// The price of a part now.
    price: String,
    is_ballot_open: bool,
}

/// A month of a gateway, the sum of a month, or an announcement.
struct CostRow {
    /// The month, or when it was announced.
    when: String,
    /// The gateway, or the announcement; empty in a sum.
    what: String,
    texts_n: i64,
    parts_n: i64,
    rupees: String,
}

fn row(when: &str, what: &str, cost: &TextCost) -> CostRow {
    CostRow {
        when: when.to_owned(),
        what: what.to_owned(),
        texts_n: cost.texts_n,
        parts_n: cost.parts_n,
        rupees: cost.paise.show(),
    }
}

/// The rows of the last months, the newest first; where there are several gateways, with the sum of each month.
async fn months(visit: &OfficerVisit) -> Result<Vec<CostRow>, PageFailure> {
    let store = &visit.service().store;
    let this: Day = visit.now.day().month_start();
    let mut rows = Vec::new();
    for back in 0..MONTHS {
        let month = this.months_back(back);
        let costs = store.month_cost(visit.coop_id(), month).await?;
        let when = month.date().format("%m/%Y").to_string();
        let mut sum = TextCost::default();
        for (gateway, cost) in &costs {
            rows.push(row(&when, gateway, cost));
            sum.texts_n += cost.texts_n;
            sum.parts_n += cost.parts_n;
            sum.paise.0 += cost.paise.0;
        }
        if costs.len() > 1 {
            rows.push(row(&when, "", &sum));
        }
    }
    Ok(rows)
}

/// `GET /texts/cost`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let before = visit.query("before").parse().unwrap_or(i64::MAX);
    let costs = store.announcement_costs(coop, before).await?;
    let last = costs.last().filter(|_| costs.len() == ANNOUNCEMENTS_MAX);
    let announcements = costs.iter().map(|one| {
        let what = format!("{} ({})", text_name(&visit, &one.notice), one.due_n);
        row(&moment(one.at), &what, &one.cost)
    });
    let page = CostPage {
        announcements: announcements.collect(),
        next: last.map_or(0, |one| one.id),
        rows: months(&visit).await?,
        price: Paise(visit.coop.texts.paise_per_part).show(),
        is_ballot_open: store.answers_until(coop).await? < Instant(i64::MAX),
        frame: visit.frame("cost-title"),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// `GET /texts/cost.csv`.
pub(super) async fn download(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let head = [
        "cost-month",
        "text-gateway",
        "cost-texts",
        "text-parts",
        "cost-rupees",
    ];
    let mut rows = vec![head.map(|name| visit.say(name)).to_vec()];
    // Sums are left to the spreadsheet.
    let months = months(&visit).await?.into_iter();
    rows.extend(months.filter(|row| !row.what.is_empty()).map(|row| {
        vec![
            row.when,
            row.what,
            row.texts_n.to_string(),
            row.parts_n.to_string(),
            row.rupees,
        ]
    }));
    Ok(csv::file("sms-cost.csv", &rows))
}
