namespace Mpc3.Transport;

/// <summary>Another party can't be talked to.</summary>
internal sealed class PartyException(int party, int round, string text) : IOException($"party {party}, round {round}: {text}");
