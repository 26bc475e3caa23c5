using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>What an open needs to know about the access rules of its path.</summary>
/// <param name="Refusal">Why the open is not allowed; <see cref="ReasonCode.None"/> where it is.</param>
/// <param name="AnyReader">Whether readers can't be listed: everybody online has to be asked for one by one.</param>
/// <param name="Readers">Otherwise the users who may read the path.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.OpenRights")]
#endif
public sealed record OpenRights(ReasonCode Refusal, bool AnyReader, IReadOnlyList<string> Readers);
