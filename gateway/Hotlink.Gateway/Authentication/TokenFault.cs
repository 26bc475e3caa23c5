namespace Hotlink.Gateway.Authentication;

/// <summary>Why an access token is refused.</summary>
internal enum TokenFault
{
    None,
    TooLong,
    Segments,
    HeaderEncoding,
    HeaderJson,
    ClaimsEncoding,
    ClaimsJson,
    SignatureEncoding,
    NoAlgorithm,
    OtherAlgorithm,
    CriticalHeader,
    Signature,
    Expired,
    NotYetValid,
    Issuer,
    WrongType,
}
