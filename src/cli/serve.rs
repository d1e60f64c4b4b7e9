//! `serve` and `demo`: running the service until it is told to stop.

use super::running::{RunningParts, StopSignal, run};
use super::{CommandResult, Failed, SettingsArgs, environment, existing, script, start_logs, tell};
use crate::app::{self, Service};
use crate::clock::{Chance, Clock};
use crate::config::{Callers, Config, Gateways, Operate, Redacted};
use crate::core::script::Script;
use crate::demo;
use crate::gateways::Gateway;
use crate::gateways::sms::SecretUrl;
use crate::office::act_failure::ActFailure;
use crate::outbound::Outbound;
use crate::seal::{self, Keys};
use crate::store::{AddressKind, Store};
use crate::telemetry::chain;
use crate::web::phone::PhonePage;
use crate::web::webhooks::WebhookAuth;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

/// A part of the service; several nodes may divide them.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ServicePart {
    /// Answering gateways
    Web,
    /// Sending texts
    Deliver,
    /// What is done by the clock
    Jobs,
}

pub(super) async fn serve(
    settings: &SettingsArgs,
    from: Option<&Path>,
    only: &[ServicePart],
) -> CommandResult {
    let config = Config::load(settings.config.as_deref(), environment());
    let config = config.map_err(Failed::Settings)?;
    start_logs(&config.database.log);
    let script = script(from)?;
    // The signal must end the process even while it waits for a database that does not answer.
    let mut signal = StopSignal::new()?;
    let Some(begun) = signal.unless_told(begin(&config, script)).await else {
        return Ok(());
    };
    let (service, page) = begun?;
    let runs = |part| only.is_empty() || only.contains(&part);
    let parts = RunningParts {
        web: runs(ServicePart::Web).then_some(config.listen),
        operate: config.operate,
        callers: config.gateways.callers.clone(),
        deliver: runs(ServicePart::Deliver),
        jobs: runs(ServicePart::Jobs),
        welcome: None,
    };
    let Gateways {
        auth,
        callers,
        public_url,
        ..
    } = config.gateways;
    let auth = WebhookAuth::new(auth, public_url).for_callers(callers);
    let node = Arc::clone(&service);
    tokio::select! {
        ran = run(signal, service, auth, page.as_ref(), parts) => ran,
        never = app::node::stay(&node) => match never {},
    }
}

/// Opens the existing database, and migrates an older one to this release.
async fn begin(
    config: &Config,
    script: Arc<Script>,
) -> Result<(Arc<Service>, Option<PhonePage>), Failed> {
    let (store, _) = existing(&config.database).await?;
    store.migrate().await?;
    // A statement that this database does not understand is found now, and not by a caller.
    store.prepare_all().await?;
    let hook = config.task_hook.as_ref();
    let hook = hook.map(|hook| SecretUrl(hook.reveal().clone()));
    let service = Service::new(store, script, Clock::system()).telling(hook);
    let service = Arc::new(sending(service, &config.gateways)?);
    let page = phone_page(config, &service).await?;
    Ok((service, page))
}

/// Gives the service the providers of the settings.
fn sending(service: Service, gateways: &Gateways) -> Result<Service, Failed> {
    if gateways.providers.route().next().is_none() {
        tracing::warn!("SAHKAR_SMS_ROUTE names no gateway, so texts wait until they expire");
    } else if gateways.public_url.is_none() {
        tracing::warn!(
            "SAHKAR_PUBLIC_URL is not set, so providers are told no address for receipts"
        );
    }
    let outbound = Outbound::open(gateways.outbound.clone())
        .map_err(|error| Failed::Refused(format!("no request can leave: {}", chain(&error))))?;
    Ok(service.sending(gateways.providers.clone(), outbound))
}

/// In production the browser phone offers no numbers, because they are personal.
async fn phone_page(config: &Config, service: &Service) -> Result<Option<PhonePage>, Failed> {
    let secret = config.gateways.auth.get(Gateway::Sandbox.name());
    let Some(secret) = secret.filter(|_| config.phone_page) else {
        return Ok(None);
    };
    let mut page = PhonePage {
        secret: secret.reveal().clone(),
        ..PhonePage::default()
    };
    if let Some(entry) = service.store.coops().await?.into_iter().next() {
        let sms = entry.addresses.into_iter().find(|address| {
            address.kind == AddressKind::Sms && address.gateway == Gateway::Sandbox.name()
        });
        page.code = entry.coop.code;
        page.sender = entry.coop.name;
        page.sms = sms.map(|address| address.value).unwrap_or_default();
    }
    Ok(Some(page))
}

pub(super) async fn demo(
    listen: SocketAddr,
    from: Option<&Path>,
    url: Option<String>,
) -> CommandResult {
    start_logs("warn,sahkar=info");
    let signal = StopSignal::new()?;
    let operate = Operate::of_demo(environment()).map_err(Failed::Settings)?;
    let script = script(from)?;
    let folder = tempfile::Builder::new().prefix("sahkar-demo-").tempdir()?;
    let url = url.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("demo.db").display()));
    let chance = Arc::new(Chance::system());
    let keys = Keys::new(
        &seal::SecretBytes::draw(&chance),
        None,
        seal::SecretBytes::draw(&chance),
    );
    let store = Store::connect(&url, Arc::new(keys), chance).await?;
    store.migrate().await?;
    if !store.coops().await?.is_empty() {
        let why = "the demo needs an empty database; this one holds a cooperative";
        return Err(Failed::Refused(why.to_owned()));
    }
    let clock = Clock::system();
    demo::fill(&store, clock.now()).await?;
    let sheets = demo::officers(&store, &demo::OFFICERS, clock.now()).await?;
    let service = Arc::new(Service::new(store, script, clock));
    let filled = demo::fill_register(&service).await;
    filled.map_err(ActFailure::from)?;
    demo::ask_for_codes(&service).await?;
    demo::open_task(&service).await?;
    let parts = RunningParts {
        web: Some(listen),
        operate,
        callers: Callers::default(),
        deliver: true,
        jobs: true,
        welcome: Some(Box::new(move |listen, operate| {
            welcome(listen, operate, &sheets);
        })),
    };
    let page = PhonePage {
        secret: demo::SECRET.to_owned(),
        code: demo::CODE.to_owned(),
        sms: demo::SMS_NUMBER.to_owned(),
        sender: demo::HEADER.to_owned(),
        numbers: demo::numbers(),
        tries: demo::TEXTS.map(str::to_owned).to_vec(),
        is_practice: true,
    };
    if !listen.ip().is_loopback() {
        tracing::warn!(
            %listen,
            "Whoever reaches this machine can play every member of the demo, and read all that is said"
        );
    }
    run(
        signal,
        service,
        WebhookAuth::new(demo_secrets(), None),
        Some(&page),
        parts,
    )
    .await
}

/// Every gateway, with the demo's secret.
fn demo_secrets() -> BTreeMap<String, Redacted<String>> {
    let secret = |gateway: Gateway| {
        let secret = Redacted::new(demo::SECRET.to_owned());
        (gateway.name().to_owned(), secret)
    };
    Gateway::ALL.into_iter().map(secret).collect()
}

fn welcome(listen: SocketAddr, operate: Operate, sheets: &[Vec<String>]) {
    let (code, secret) = (demo::CODE, demo::SECRET);
    let (sms, text) = (demo::SMS_NUMBER, demo::TEXTS[0]);
    let metrics = operate.listen.map_or_else(String::new, |listen| {
        format!("Metrics                  http://{listen}/metrics\n")
    });
    tell(format!(
        "Asha Mandli is at home: dial {code}.\n\
         \n\
         A phone in the browser   http://{listen}/phone\n\
         The officers' console    http://{listen}/console/\n\
         Health                   http://{listen}/health/ready\n\
         {metrics}\
         \n\
         Ramila dials by hand:\n\
         \n\
         curl http://{listen}/hooks/africastalking/{secret}/ussd \\\n\
         \x20 --data-urlencode sessionId=try-1 --data-urlencode serviceCode='{code}' \\\n\
         \x20 --data-urlencode phoneNumber=+919800000001 --data-urlencode networkCode=99999 \\\n\
         \x20 --data-urlencode text=\n\
         \n\
         and texts her milk; the answer arrives at her phone in the browser:\n\
         \n\
         curl http://{listen}/hooks/sandbox/{secret}/sms \\\n\
         \x20 --data-urlencode id=try-1 --data-urlencode from=+919800000001 \\\n\
         \x20 --data-urlencode to={sms} --data-urlencode text='{text}'\n\
         \n\
         Members and their PINs:"
    ));
    for person in demo::PEOPLE {
        tell(format!("  {person}"));
    }
    tell(format!(
        "  1006 to 1024: +919800000006 to +919800000024, PIN {}\n",
        demo::OTHERS_PIN
    ));
    tell("Officers, each with a sheet of codes that count once, in this order:");
    for (officer, codes) in demo::OFFICERS.iter().zip(sheets) {
        tell(format!(
            "  {} ({}), passphrase: {}\n    {}",
            officer.name,
            officer.role.code(),
            officer.passphrase,
            codes.join(" ")
        ));
    }
    tell("");
}
