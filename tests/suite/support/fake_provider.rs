//! A provider of texts in this process: it accepts texts, and can fail in every way that a real one can.
//! What it accepted is what phones get, even if its answer was lost.

use super::{World, keys, script};
use sahkar::app::Service;
use sahkar::clock::{Chance, Clock};
use sahkar::core::domain::{Instant, Phone};
use sahkar::gateways::sms::{
    Configured, Credentials, Installed, Provider, Providers, Request, RequestBody,
};
use sahkar::outbound::{CallFailed, Outbound};
use sahkar::store::{Faults, Store};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

/// The description of such a provider. `KNOWS` is whether it is idempotent.
const DESCRIBED: &str = r#"
[send]
method = "POST"
url = "URL"
knows-our-id = KNOWS
[send.form]
gateway = "NAME"
id = "{id}"
to = "{to}"
text = "{text}"

[reply]
[[reply.rule]]
status = "200"
json = "/state"
is = "ok"
taken = true
id = "/id"
[[reply.rule]]
status = "200"
json = "/state"
is = "bad"
failure = "bad-number"
[[reply.rule]]
status = "200"
json = "/state"
is = "poor"
failure = "no-credit"
[[reply.rule]]
status = "200"
json = "/state"
is = "late"
failure = "out-of-hours"
[[reply.rule]]
status = "400"
failure = "template"

[receipt]
their-id = "id"
recipient = "to"
numbers = "no-plus"
status = "state"
[receipt.states]
ok = "delivered"
"#;

/// Three providers: one is idempotent, one takes every request as a new text, and one writes the text
/// itself and knows only the template `1`.
pub(crate) const STEADY: &str = "steady";
pub(crate) const PLAIN: &str = "plain";
pub(crate) const WRITER: &str = "msg91";

/// How a request to it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ProviderAnswer {
    /// It accepts the text and answers.
    Accepted,
    /// It accepts the text, and its answer is lost.
    AnswerLost,
    /// It accepts the text, and its answer is cut off.
    AnswerCut,
    /// It accepts the text and answers, and our process dies at once.
    ProcessDies,
    /// It cannot be reached.
    Unreached,
    /// It answers "too many requests".
    Busy,
    /// It answers with an error, and does not accept the text.
    Refused,
    /// The number does not exist.
    BadNumber,
    /// The template is not registered.
    Unregistered,
    /// Our credentials are wrong.
    BadCredentials,
    /// The text is not allowed at this hour.
    WrongHour,
    /// Our credit is used up.
    NoCredit,
    /// It accepts the text, and takes half a minute.
    Slow,
}

/// A text that it accepted.
#[derive(Clone, Debug)]
pub(crate) struct AcceptedText {
    pub(crate) gateway: String,
    pub(crate) id: i64,
    pub(crate) to: Phone,
    pub(crate) body: String,
    pub(crate) provider_id: String,
    pub(crate) at: Instant,
    /// Whether our process can know that it was accepted.
    pub(crate) was_told: bool,
}

/// The three providers.
pub(crate) struct FakeProvider {
    clock: Clock,
    faults: Mutex<Option<Faults>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    took: Vec<AcceptedText>,
    calls: Vec<String>,
    /// How the next requests end, by gateway; all further ones succeed.
    plan: BTreeMap<String, Vec<ProviderAnswer>>,
}

impl FakeProvider {
    pub(crate) fn new(clock: &Clock) -> Arc<Self> {
        Arc::new(Self {
            clock: clock.clone(),
            faults: Mutex::default(),
            state: Mutex::default(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Sets how the next requests to a gateway end.
    pub(crate) fn plan(&self, gateway: &str, turns: &[ProviderAnswer]) {
        let mut turns = turns.to_vec();
        turns.reverse();
        self.state().plan.insert(gateway.to_owned(), turns);
    }

    /// The texts that were accepted, in order.
    pub(crate) fn took(&self) -> Vec<AcceptedText> {
        self.state().took.clone()
    }

    /// The ids of the texts that a gateway accepted, in order.
    pub(crate) fn ids(&self, gateway: &str) -> Vec<i64> {
        let took = self.took();
        let of = took.iter().filter(|one| one.gateway == gateway);
        of.map(|one| one.id).collect()
    }

    /// Our process died: the answers to all texts after the first `n` are lost.
    pub(crate) fn was_in_vain(&self, n: usize) {
        for one in self.state().took.iter_mut().skip(n) {
            one.was_told = false;
        }
    }

    /// The gateways that were called, in order.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.state().calls.clone()
    }

    fn play(&self, request: &Request) -> Result<(u16, Vec<u8>), CallFailed> {
        if let RequestBody::Json(flow) = &request.body {
            return Ok(self.write(flow));
        }
        let RequestBody::Raw(_, form) = &request.body else {
            panic!("it is a form");
        };
        let fields: Vec<(String, String)> = form_urlencoded::parse(form).into_owned().collect();
        let field = |name: &str| -> String {
            let found = fields.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.clone()).unwrap()
        };
        let gateway = field("gateway");
        let mut state = self.state();
        state.calls.push(gateway.clone());
        let turn = state.plan.get_mut(&gateway).and_then(Vec::pop);
        let turn = turn.unwrap_or(ProviderAnswer::Accepted);
        let lost = || Err(CallFailed::MaybeSent("the time is up".into()));
        let provider_id = match turn {
            ProviderAnswer::Unreached => return Err(CallFailed::NotSent("nobody is there".into())),
            ProviderAnswer::Busy => return Ok((429, Vec::new())),
            ProviderAnswer::Refused => return Ok((503, Vec::new())),
            ProviderAnswer::Unregistered => return Ok((400, Vec::new())),
            ProviderAnswer::BadCredentials => return Ok((401, Vec::new())),
            ProviderAnswer::BadNumber => return Ok((200, br#"{"state":"bad"}"#.to_vec())),
            ProviderAnswer::WrongHour => return Ok((200, br#"{"state":"late"}"#.to_vec())),
            ProviderAnswer::NoCredit => return Ok((200, br#"{"state":"poor"}"#.to_vec())),
            ProviderAnswer::Accepted
            | ProviderAnswer::AnswerLost
            | ProviderAnswer::AnswerCut
            | ProviderAnswer::ProcessDies
            | ProviderAnswer::Slow => take(&mut state, &gateway, &field, turn, self.clock.now()),
        };
        match turn {
            ProviderAnswer::AnswerLost => return lost(),
            ProviderAnswer::AnswerCut => return Ok((200, br#"{"sta"#.to_vec())),
            ProviderAnswer::ProcessDies => {
                if let Some(faults) = &*self.faults.lock().unwrap() {
                    faults.kill_before(1);
                }
            }
            ProviderAnswer::Slow => self.clock.turn_by_ms(30_000),
            ProviderAnswer::Accepted
            | ProviderAnswer::Unreached
            | ProviderAnswer::Busy
            | ProviderAnswer::Refused
            | ProviderAnswer::BadNumber
            | ProviderAnswer::Unregistered
            | ProviderAnswer::BadCredentials
            | ProviderAnswer::WrongHour
            | ProviderAnswer::NoCredit => {}
        }
        let said = format!(r#"{{"state":"ok","id":"{provider_id}"}}"#);
        Ok((200, said.into_bytes()))
    }
}

impl FakeProvider {
    /// Accepts the values of a text, and writes the text.
    fn write(&self, flow: &serde_json::Value) -> (u16, Vec<u8>) {
        let mut state = self.state();
        state.calls.push(WRITER.to_owned());
        let provider_id = format!("{WRITER}-{}", state.took.len() + 1);
        let digits = flow["recipients"][0]["mobiles"].as_str().unwrap();
        state.took.push(AcceptedText {
            gateway: WRITER.to_owned(),
            id: 0,
            to: Phone::parse(&format!("+{digits}")).unwrap(),
            body: flow["template_id"].as_str().unwrap().to_owned(),
            provider_id: provider_id.clone(),
            at: self.clock.now(),
            was_told: true,
        });
        let said = format!(r#"{{"type":"success","message":"{provider_id}"}}"#);
        (200, said.into_bytes())
    }
}

fn take(
    state: &mut State,
    gateway: &str,
    field: &dyn Fn(&str) -> String,
    turn: ProviderAnswer,
    at: Instant,
) -> String {
    let id: i64 = field("id").parse().unwrap();
    if gateway == STEADY
        && let Some(known) = state
            .took
            .iter_mut()
            .find(|one| one.gateway == STEADY && one.id == id)
    {
        known.was_told |= turn == ProviderAnswer::Accepted;
        return known.provider_id.clone();
    }
    let provider_id = format!("{gateway}-{}", state.took.len() + 1);
    state.took.push(AcceptedText {
        gateway: gateway.to_owned(),
        id,
        to: Phone::parse(&field("to")).unwrap(),
        body: field("text"),
        provider_id: provider_id.clone(),
        at,
        was_told: turn == ProviderAnswer::Accepted,
    });
    provider_id
}

/// The description of such a provider.
pub(crate) fn described(name: &str, url: &str, is_idempotent: bool) -> String {
    DESCRIBED
        .replace("NAME", name)
        .replace("URL", url)
        .replace("KNOWS", &is_idempotent.to_string())
}

fn installed(name: &str) -> Installed {
    if name == WRITER {
        let settings = [("authkey", "k"), ("flows", "1=65f0aa")];
        let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let opened = Provider::open(name, &Credentials(settings.into_iter().collect()));
        return Installed {
            provider: opened.unwrap().unwrap(),
            receipt_url: None,
            segments_per_second: None,
        };
    }
    let source = described(name, &format!("http://127.0.0.1:9/{name}"), name == STEADY);
    let described = Configured::open(name, &source, &Credentials::default())
        .unwrap_or_else(|wrong| panic!("{wrong:?}"));
    Installed {
        provider: Provider::Configured(described),
        receipt_url: None,
        segments_per_second: None,
    }
}

impl World {
    /// Sends by these providers from now on, the first one preferred.
    pub(crate) async fn send_by(&mut self, far: &Arc<FakeProvider>, route: &[&str]) {
        self.restart(far, route, 77).await;
    }

    /// The process dies and starts again on the same database.
    pub(crate) async fn restart(&mut self, far: &Arc<FakeProvider>, route: &[&str], seed: u64) {
        let store = Store::connect(self.url(), keys(), Arc::new(Chance::seeded(seed)))
            .await
            .unwrap();
        *far.faults.lock().unwrap() = Some(store.faults().clone());
        let route: Vec<String> = route.iter().map(|name| (*name).to_owned()).collect();
        // Members send texts to the sandbox's number, whichever provider sends the answers.
        let sandbox = Installed {
            provider: Provider::Sandbox,
            receipt_url: None,
            segments_per_second: None,
        };
        let all = [STEADY, PLAIN, WRITER].map(installed).into_iter();
        let providers = Providers::new(all.chain([sandbox]), &route);
        let player = Arc::clone(far);
        let outbound = Outbound::played(Arc::new(move |request: &Request| player.play(request)));
        let service = Service::new(store, script(), self.clock.clone());
        let old = std::mem::replace(
            &mut self.service,
            Arc::new(service.sending(providers, outbound)),
        );
        old.store.close().await;
    }
}
