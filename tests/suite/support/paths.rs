//! Going through the screens by names: `world.dials(1005).choose("add").choose("income")`. The menus decide
//! which key a choice has, and a test about screens need not change with it.

use super::members::PIN;
use super::{Dialler, World, pin_of, script};
use std::pin::Pin;

/// One step of a path.
enum Step<'a> {
    /// Takes the choice with this name on the current screen.
    Choose(&'a str),
    /// Types this text: an amount, or a number from a list.
    Type(&'a str),
}

/// A call that begins with dialling; it is made when it is awaited.
pub(crate) struct Path<'a> {
    world: &'a World,
    phone: Dialler,
    /// The caller's PIN.
    pin: &'static str,
    steps: Vec<Step<'a>>,
}

impl World {
    /// A member of the demo cooperative dials from her phone.
    pub(crate) fn dials(&self, member_no: i64) -> Path<'_> {
        Path::of(self, self.phone_of(member_no), pin_of(member_no))
    }

    /// A member that the test made active dials from the phone with this number.
    pub(crate) fn dials_from(&self, number: &str) -> Path<'_> {
        Path::of(self, self.phone(number), PIN)
    }
}

impl<'a> Path<'a> {
    fn of(world: &'a World, phone: Dialler, pin: &'static str) -> Self {
        Self {
            world,
            phone,
            pin,
            steps: Vec::new(),
        }
    }

    /// Takes the choice with this name.
    pub(crate) fn choose(mut self, name: &'a str) -> Self {
        self.steps.push(Step::Choose(name));
        self
    }

    /// Types something.
    pub(crate) fn types(mut self, text: &'a str) -> Self {
        self.steps.push(Step::Type(text));
        self
    }

    /// Types her PIN.
    pub(crate) fn types_her_pin(self) -> Self {
        let pin = self.pin;
        self.types(pin)
    }
}

impl<'a> IntoFuture for Path<'a> {
    /// The phone, after its last screen.
    type Output = Dialler;
    type IntoFuture = Pin<Box<dyn Future<Output = Dialler> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            world,
            mut phone,
            steps,
            ..
        } = self;
        Box::pin(async move {
            phone.dial(world).await;
            for step in steps {
                let key = match step {
                    Step::Choose(name) => key_of(phone.screen(), name),
                    Step::Type(text) => text.to_owned(),
                };
                phone.say(world, &key).await;
            }
            phone
        })
    }
}

/// The key of a choice on a screen.
fn key_of(screen: &str, name: &str) -> String {
    let script = script();
    let id = script
        .find(screen)
        .unwrap_or_else(|| panic!("`{name}` cannot be chosen: no screen is shown but `{screen}`"));
    let choices = script.screen(id).choices();
    let found = choices.iter().find(|choice| choice.name == name);
    let known = || choices.iter().map(|choice| choice.name.as_str());
    let choice = found.unwrap_or_else(|| {
        let known: Vec<&str> = known().collect();
        panic!("{screen} has no choice `{name}`, but {known:?}")
    });
    choice.key.to_string()
}

impl Dialler {
    /// The name of the current screen; empty where it belongs to no menu.
    pub(crate) fn screen(&self) -> &str {
        self.last_reply().map_or("", |reply| &reply.screen)
    }

    /// Dials and takes these steps; returns the last answer. A step that begins with a letter names a
    /// choice of the current screen, any other is typed as it is.
    pub(crate) async fn goes(&mut self, world: &World, way: &[&str]) -> String {
        let mut said = self.dial(world).await;
        for step in way {
            let is_name = step.starts_with(|sign: char| sign.is_ascii_alphabetic());
            let key = if is_name {
                self.key(step)
            } else {
                (*step).to_owned()
            };
            said = self.say(world, &key).await;
        }
        said
    }

    /// The key of a choice on the current screen.
    pub(crate) fn key(&self, name: &str) -> String {
        key_of(self.screen(), name)
    }
}
