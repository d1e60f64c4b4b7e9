//! What an address answers when it does not answer what was asked.
//!
//! The two audiences differ: a gateway reads a status and one line; a woman with a phone in her hand
//! must hear words, so a USSD turn that fails is not here but an apology (`answer`).

use crate::gateways::Malformed;
use crate::gateways::sms::RequestRefused;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A request that is refused, or that we could not serve.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// There is no such address, or its secret is wrong: nobody can tell which.
    NotFound,
    /// The address takes only `POST`.
    NotPost,
    /// The body took too long to arrive.
    TooSlow,
    /// The body is longer than anything a gateway sends.
    TooLarge,
    /// The body is not a form.
    NotAForm,
    /// The address takes only `POST`, `GET` and `HEAD`.
    NotAMethod,
    /// The form is not what this gateway sends.
    Malformed(Malformed),
    /// The request is not what this provider of texts sends.
    Refused(RequestRefused),
    /// Something of ours is out of order; the sender may try again.
    Unavailable,
}

impl Failure {
    fn parts(self) -> (StatusCode, String) {
        let (status, line) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "not found"),
            Self::NotPost => (StatusCode::METHOD_NOT_ALLOWED, "only POST"),
            Self::NotAMethod => (StatusCode::METHOD_NOT_ALLOWED, "only POST, GET and HEAD"),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "the body took too long"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "the body is over 64 KiB"),
            Self::NotAForm => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "only application/x-www-form-urlencoded",
            ),
            Self::Malformed(malformed) => {
                return (StatusCode::BAD_REQUEST, malformed.to_string());
            }
            Self::Refused(refused) => {
                let status = match refused {
                    RequestRefused::Malformed(_) | RequestRefused::Unreadable(_) => {
                        StatusCode::BAD_REQUEST
                    }
                    RequestRefused::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    // As an unknown address: nobody learns which of the two it is.
                    RequestRefused::NotHere => return Self::NotFound.parts(),
                    RequestRefused::Signature => StatusCode::FORBIDDEN,
                };
                return (status, refused.to_string());
            }
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "try again later"),
        };
        (status, line.to_owned())
    }
}

impl From<RequestRefused> for Failure {
    fn from(refused: RequestRefused) -> Self {
        Self::Refused(refused)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, line) = self.parts();
        let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        (status, plain, format!("{line}\n")).into_response()
    }
}
