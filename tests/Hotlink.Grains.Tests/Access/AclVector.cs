namespace Hotlink.Grains.Tests.Access;

/// <summary>One decision of the vectors. The reason is that of the original engine, with the text of a rejected file behind it.</summary>
internal sealed record AclVector(string Id, string Tree, string Path, string User, string Level, bool Allow, string Reason);
