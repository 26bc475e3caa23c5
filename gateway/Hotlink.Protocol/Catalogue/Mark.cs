namespace Hotlink.Protocol.Catalogue;

/// <summary>Where a structure began, and how many fields the one around it had by then.</summary>
/// <param name="Start">The position of its header.</param>
/// <param name="OuterCount">Fields written so far in the structure around it.</param>
internal readonly record struct Mark(int Start, int OuterCount);
