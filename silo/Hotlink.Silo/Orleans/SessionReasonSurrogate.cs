using Hotlink.Domain.Sessions;

namespace Hotlink.Silo.Orleans;

/// <summary>A <see cref="SessionReason"/> between silos.</summary>
[GenerateSerializer, Immutable, Alias("hotlink.SessionReason")]
internal struct SessionReasonSurrogate
{
    [Id(0)]
    public ReasonCode Code;

    [Id(1)]
    public string Text;
}
