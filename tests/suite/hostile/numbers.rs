//! Numbers in every form in which providers write them.

use super::open;
use crate::support::Kind;
use reqwest::Method;

#[tokio::test]
async fn g9_her_text_arrives_whichever_way_either_number_is_written() {
    for kind in Kind::all() {
        let (world, server) = open(kind, 86).await;
        let long = "update coop_address set value = '9227056161' where gateway = 'kannel'";
        world.sql(long).await;
        let hers = [
            "9800000005",
            "09800000005",
            "919800000005",
            "%2B919800000005",
        ];
        let ours = [
            "9227056161",
            "09227056161",
            "919227056161",
            "%2B919227056161",
        ];
        let mut n = 0;
        for from in hers {
            for to in ours {
                n += 1;
                let path = format!(
                    "kannel/demo/sms?from={from}&to={to}&text=I+21+{}&id=id-{n}&charset=UTF-8",
                    700 + n
                );
                let asked = server.ask(Method::GET, &path).send().await.unwrap();
                assert_eq!(asked.status(), 200, "{kind:?}: {from} {to}");
            }
        }
        let saved = "select count(*) from entry where src = 'sms'";
        assert_eq!(world.number(saved).await, n, "{kind:?}");
        world.close().await;
    }
}
