//! Responses to HTTP requests that are refused or cannot be served.
//!
//! A gateway reads a status and one line, so these are short. A caller must hear words: a USSD turn that
//! fails is answered with an apology (`answer`) and not with one of these.

use crate::gateways::Malformed;
use crate::gateways::sms::RequestRefused;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A request that is refused, or that could not be served.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// There is no such address, or its secret is wrong: the response does not tell which.
    NotFound,
    /// The address takes only `POST`.
    NotPost,
    /// The body took too long.
    TooSlow,
    /// The body is longer than anything a gateway sends.
    TooLarge,
    /// The body is not form data.
    NotAForm,
    /// The address takes only `POST`, `GET` and `HEAD`.
    NotAMethod,
    /// The form is not what this gateway sends.
    Malformed(Malformed),
    /// The request is not what this provider of texts sends.
    Refused(RequestRefused),
    /// Something on our side failed; the sender may try again.
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
                    // The same response as for an unknown address, so that nobody learns which it is.
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
