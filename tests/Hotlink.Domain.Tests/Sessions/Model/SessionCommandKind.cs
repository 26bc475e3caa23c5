namespace Hotlink.Domain.Tests.Sessions.Model;

public enum SessionCommandKind
{
    Open,
    Online,
    Accept,
    AcceptBarred,
    Data,
    Signal,
    Reject,
    Close,
    Gone,
    GoneSlow,
    AccessChanged,
    WriteRevoked,
    Expire,
    Supersede,
}
