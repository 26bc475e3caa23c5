using Hotlink.Domain.Sessions;

namespace Hotlink.Grains.Abstractions.Sessions;

/// <summary>The answer to an open.</summary>
/// <param name="Refusal">Why it was refused; <see cref="ReasonCode.None"/> where it was not.</param>
/// <param name="Supersedes">
/// The key of another session grain that holds the id for the same user on an older connection: it has to make way before the open can
/// be tried again. Empty where nothing is in the way.
/// </param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.OpenAnswer")]
#endif
public readonly record struct OpenAnswer(ReasonCode Refusal, string Supersedes = "");
