//! What texts cost: parts that gateways took, by month and gateway and by announcement, at the price of their time.
//!
//! A text counts where a gateway took it, with each repetition that may have left too. While a ballot is open answers
//! are counted only up to the day on which it opened, since how many parts they have would tell in whose language
//! (`waiting`).

use crate::core::domain::{CoopId, Day, Instant, Paise};
use crate::store::db::conn::{Link, args, statements};
use crate::store::{Error, Store};
use std::collections::BTreeMap;

/// Announcements of a list at most.
pub const ANNOUNCEMENTS_MAX: usize = 20;

statements! {
    COUNT_TAKEN = "select coalesce(gateway, '') as gateway, count(*) as texts_n,
            cast(coalesce(sum(segments * (1 + repeats_n)), 0) as bigint) as parts_n
        from outbox
        where coop_id = $1 and sent_at is not null and sent_at >= $2 and sent_at < $3
            and (purpose <> 'answer' or sent_at < $4)
        group by coalesce(gateway, '') order by coalesce(gateway, '')";
    /// Texts whose rows are deleted since.
    LIST_GONE = "select day_on, gateway, texts_n, parts_n from text_gone
        where coop_id = $1 and day_on >= $2 and day_on < $3 order by day_on, gateway";
    LIST_PRICES = "select from_at, paise_per_part from part_price where coop_id = $1 order by from_at";
    LIST_ANNOUNCEMENTS = "select id, notice, at, due_n from announcement
        where coop_id = $1 and id < $2 order by id desc limit $3";
    COUNT_PARTS_OF = "select coalesce(sum(case when sent_at is not null then 1 else 0 end), 0) as texts_n,
            cast(coalesce(sum(case when sent_at is not null then segments * (1 + repeats_n) else 0 end), 0)
                as bigint) as parts_n
        from outbox where coop_id = $1 and announcement_id = $2";
}

/// What texts of one gateway cost in one month.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct TextCost {
    /// Texts that it took.
    pub texts_n: i64,
    /// Parts of them.
    pub parts_n: i64,
    /// What they cost.
    pub paise: Paise,
}

/// What an announcement cost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnnouncementCost {
    /// Its id, behind which the next page begins.
    pub id: i64,
    /// The text, by its name.
    pub notice: String,
    /// When it was announced.
    pub at: Instant,
    /// Texts that were due.
    pub due_n: i64,
    /// What of them was taken.
    pub cost: TextCost,
}

#[derive(sqlx::FromRow)]
struct TakenRow {
    gateway: String,
    texts_n: i64,
    parts_n: i64,
}

#[derive(sqlx::FromRow)]
struct GoneRow {
    day_on: i64,
    gateway: String,
    texts_n: i64,
    parts_n: i64,
}

#[derive(sqlx::FromRow)]
struct AnnouncedRow {
    id: i64,
    notice: String,
    at: i64,
    due_n: i64,
}

/// Prices of a part, each with the moment from which it counts.
struct Prices(Vec<(i64, i64)>);

impl Prices {
    async fn of(link: &mut Link, coop: CoopId) -> Result<Self, Error> {
        Ok(Self(link.all(LIST_PRICES, args![coop.0]).await?))
    }

    fn at(&self, at: Instant) -> i64 {
        let before = self.0.iter().rev().find(|(from, _)| *from <= at.0);
        before.or(self.0.first()).map_or(0, |(_, paise)| *paise)
    }

    /// The stretches of a time in which the price is the same.
    fn stretches(&self, (from, upto): (Instant, Instant)) -> Vec<(Instant, Instant)> {
        let inside = self.0.iter().map(|(at, _)| Instant(*at));
        let mut edges: Vec<Instant> = inside.filter(|at| *at > from && *at < upto).collect();
        edges.insert(0, from);
        edges.push(upto);
        edges.windows(2).map(|pair| (pair[0], pair[1])).collect()
    }
}

impl TextCost {
    fn add(&mut self, texts_n: i64, parts_n: i64, paise_per_part: i64) {
        self.texts_n += texts_n;
        self.parts_n += parts_n;
        self.paise.0 += parts_n * paise_per_part;
    }
}

impl Store {
    /// What the texts of a month cost, by gateway.
    pub async fn month_cost(
        &self,
        coop: CoopId,
        month: Day,
    ) -> Result<BTreeMap<String, TextCost>, Error> {
        let until = self.answers_until(coop).await?;
        let (first, end) = (month.month_start(), month.month_end().plus(1));
        let mut link = self.core.read().await?;
        let prices = Prices::of(&mut link, coop).await?;
        let mut costs: BTreeMap<String, TextCost> = BTreeMap::new();
        for (from, upto) in prices.stretches((first.start(), end.start())) {
            let args = args![coop.0, from.0, upto.0, until.0];
            let rows: Vec<TakenRow> = link.all(COUNT_TAKEN, args).await?;
            for row in rows {
                let cost = costs.entry(row.gateway).or_default();
                cost.add(row.texts_n, row.parts_n, prices.at(from));
            }
        }
        let gone: Vec<GoneRow> = link.all(LIST_GONE, args![coop.0, first.0, end.0]).await?;
        for row in gone {
            let price = prices.at(Day(row.day_on).start());
            let cost = costs.entry(row.gateway).or_default();
            cost.add(row.texts_n, row.parts_n, price);
        }
        Ok(costs)
    }

    /// What announcements older than this one cost, the newest first.
    pub async fn announcement_costs(
        &self,
        coop: CoopId,
        before_id: i64,
    ) -> Result<Vec<AnnouncementCost>, Error> {
        let most = i64::try_from(ANNOUNCEMENTS_MAX).unwrap_or(i64::MAX);
        let mut link = self.core.read().await?;
        let prices = Prices::of(&mut link, coop).await?;
        let args = args![coop.0, before_id, most];
        let rows: Vec<AnnouncedRow> = link.all(LIST_ANNOUNCEMENTS, args).await?;
        let mut costs = Vec::with_capacity(rows.len());
        for row in rows {
            let AnnouncedRow {
                id,
                notice,
                at,
                due_n,
            } = row;
            let found: Option<(i64, i64)> = link.find(COUNT_PARTS_OF, args![coop.0, id]).await?;
            let (texts_n, parts_n) = found.unwrap_or_default();
            let mut cost = TextCost::default();
            cost.add(texts_n, parts_n, prices.at(Instant(at)));
            costs.push(AnnouncementCost {
                id,
                notice,
                at: Instant(at),
                due_n,
                cost,
            });
        }
        Ok(costs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_in_which_the_price_changed_is_counted_at_both() {
        let prices = Prices(vec![(0, 20), (500, 25)]);
        assert_eq!(prices.at(Instant(499)), 20);
        assert_eq!(prices.at(Instant(500)), 25);
        let whole = prices.stretches((Instant(100), Instant(900)));
        assert_eq!(
            whole,
            [(Instant(100), Instant(500)), (Instant(500), Instant(900))]
        );
        let later = prices.stretches((Instant(500), Instant(900)));
        assert_eq!(later, [(Instant(500), Instant(900))]);
        assert_eq!(Prices(Vec::new()).at(Instant(1)), 0);
    }
}
