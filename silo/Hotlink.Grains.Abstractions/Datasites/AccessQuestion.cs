using Hotlink.Domain.Access;

namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>May a user do this with a path?</summary>
/// <param name="User">Who.</param>
/// <param name="Level">What.</param>
/// <param name="Path">Where.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.AccessQuestion")]
#endif
public readonly record struct AccessQuestion(string User, AccessLevel Level, string Path);
