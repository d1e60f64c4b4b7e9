//! The batches that find the texts of receipts and store their moves. They search all cooperatives, because
//! a receipt names none; a move names the cooperative of its text.

use crate::store::db::batches::batches;

// A match by the provider's id comes first: it is certainly the last attempt. Our id is the same for all
// attempts, and an earlier attempt is found by the provider's id that it had.
macro_rules! found_sql {
    ($by:literal, $join:literal) => {
        concat!(
            "select w.n, '",
            $by,
            "' as by_what, o.coop_id, o.id, o.state, o.attempts, o.failure, o.phone_id, o.notice,
                o.lang_script, o.class, o.purpose, o.number, p.msisdn, c.opens_minute, c.closes_minute,
                c.promo_opens_minute, c.promo_closes_minute
            from w ",
            $join,
            " left join phone p on p.coop_id = o.coop_id and p.id = o.phone_id
            left join coop_texts c on c.coop_id = o.coop_id"
        )
    };
}
batches! {
    /// The texts that receipts are about, by our id or by the provider's.
    pub(super) FIND_TEXTS of NamedRow {
        n: int, gateway: text, our_id: int_or_none, provider_id: text_or_none,
    } = (
        "with w as (select * from " rows ") "
        found_sql!(
            "1 theirs",
            "join outbox o on o.provider_id = w.provider_id and o.gateway = w.gateway"
        )
        " union all "
        found_sql!(
            "2 ours",
            "join outbox o on o.id = w.our_id and o.gateway = w.gateway"
        )
        " union all "
        found_sql!(
            "3 earlier",
            "join outbox o on o.earlier_id = w.provider_id and o.earlier_gateway = w.gateway"
        )
        " order by 1, 2, 3, 4"
    )
    /// Moves texts whose state is still the one that the decision was made on. A text that was not
    /// delivered counts for no cap. A text that is tried again keeps the provider's id of the failed
    /// attempt, because a late receipt of its delivery has that id.
    pub(super) MOVE_TEXTS of MovedRow {
        coop_id: int, id: int, was: text, attempts: int, state: text, due_at: int_or_none,
        settled_at: int_or_none, failure: text_or_none, code: text_or_none, at: int,
        learned: text_or_none, again: int,
    } = (
        "update outbox set state = w.state, due_at = coalesce(w.due_at, outbox.due_at),
                settled_at = w.settled_at, failure = w.failure, code = w.code,
                counts_on = case when w.failure is null then outbox.counts_on end,
                sent_at = coalesce(outbox.sent_at, w.at), leased_by = null, leased_until = null,
                provider_id = case when w.state = 'waiting' then null
                    else coalesce(w.learned, outbox.provider_id) end,
                earlier_id = case when w.state = 'waiting'
                    then coalesce(w.learned, outbox.provider_id, outbox.earlier_id)
                    else outbox.earlier_id end,
                earlier_gateway = case when w.state = 'waiting' then outbox.gateway
                    else outbox.earlier_gateway end,
                repeats_n = outbox.repeats_n + w.again
            from " rows "
            where outbox.coop_id = w.coop_id and outbox.id = w.id and outbox.state = w.was
                and outbox.attempts = w.attempts returning outbox.coop_id, outbox.id,
                    outbox.trace_id"
    )
    /// Early receipts with these provider ids.
    pub(super) FIND_EARLY of EarlyName { gateway: text, provider_id: text } = (
        "select e.provider_id, e.state, e.failure, e.code, e.lookup from " rows "
        join early_receipt e on e.gateway = w.gateway and e.provider_id = w.provider_id"
    )
}
