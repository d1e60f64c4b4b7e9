//! Numbers of which the network says that nobody has them: texts do not reach them, and somebody asks for the right
//! one at the meeting.

use super::db::conn::{args, statements};
use super::write::register::open_phone;
use super::{Error, Store};
use crate::core::domain::{CoopId, Instant, PhoneId};

/// Numbers of a list at most.
pub const DEAD_MAX: usize = 100;

statements! {
    /// Each number with those who have it now; numbers of nobody are left out. A call or a text of hers ends it.
    LIST_DEAD = "select t.phone_id, t.set_aside_at, h.msisdn, m.no as member_no from phone_texts t
        join phone h on h.coop_id = t.coop_id and h.id = t.phone_id
        join member_phone p on p.coop_id = t.coop_id and p.phone_id = t.phone_id and p.to_at is null
        join member m on m.coop_id = p.coop_id and m.id = p.member_id and m.state = 'active'
        where t.coop_id = $1 and t.set_aside_at is not null
            and (t.set_aside_at, t.phone_id) > ($2, $3)
        order by t.set_aside_at, t.phone_id, m.no limit $4";
}

/// A number that texts do not reach, and one who has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadNumber {
    /// Which.
    pub phone: PhoneId,
    /// Since when.
    pub since: Instant,
    /// Its last four digits.
    pub last_four: String,
    /// Her number.
    pub member_no: i64,
}

#[derive(sqlx::FromRow)]
struct DeadRow {
    phone_id: i64,
    set_aside_at: i64,
    msisdn: String,
    member_no: i64,
}

impl Store {
    /// The numbers that texts do not reach behind this one, the longest dead first: at most `DEAD_MAX` rows, one for
    /// each who has the number.
    pub async fn dead_numbers(
        &self,
        coop: CoopId,
        (since, phone): (Instant, PhoneId),
    ) -> Result<Vec<DeadNumber>, Error> {
        let most = i64::try_from(DEAD_MAX).unwrap_or(i64::MAX);
        let args = args![coop.0, since.0, phone.0, most];
        let rows: Vec<DeadRow> = self.core.read_all(LIST_DEAD, args).await?;
        let dead = rows.into_iter().map(|row| {
            let phone = PhoneId(row.phone_id);
            let number = open_phone(&self.core, coop, phone, &row.msisdn)?;
            Ok(DeadNumber {
                phone,
                since: Instant(row.set_aside_at),
                last_four: number.last_four().to_owned(),
                member_no: row.member_no,
            })
        });
        dead.collect()
    }
}
