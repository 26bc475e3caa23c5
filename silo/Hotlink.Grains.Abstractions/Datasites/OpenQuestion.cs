namespace Hotlink.Grains.Abstractions.Datasites;

/// <summary>May this session be opened?</summary>
/// <param name="Sender">Who opens.</param>
/// <param name="Path">On which path.</param>
/// <param name="Recipient">For whom; empty for everybody who may read the path.</param>
#if ORLEANS
[GenerateSerializer, Immutable, Alias("hotlink.OpenQuestion")]
#endif
public readonly record struct OpenQuestion(string Sender, string Path, string Recipient);
