using Hotlink.Domain.Sessions;

namespace Hotlink.Silo.Orleans;

/// <summary>Turns a <see cref="SessionReason"/> into its surrogate and back.</summary>
[RegisterConverter]
internal sealed class SessionReasonConverter : IConverter<SessionReason, SessionReasonSurrogate>
{
    public SessionReason ConvertFromSurrogate(in SessionReasonSurrogate surrogate) => new(surrogate.Code, surrogate.Text ?? "");

    public SessionReasonSurrogate ConvertToSurrogate(in SessionReason value) => new() { Code = value.Code, Text = value.Text };
}
