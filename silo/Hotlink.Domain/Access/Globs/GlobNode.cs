namespace Hotlink.Domain.Access.Globs;

/// <summary>One state of a pattern.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="CodePoint">The character of a <see cref="GlobNodeKind.Char"/>.</param>
/// <param name="Class">The class of a <see cref="GlobNodeKind.Class"/>.</param>
/// <param name="Next">Where it leads.</param>
/// <param name="Branches">Where a <see cref="GlobNodeKind.Split"/> leads: always to later states.</param>
/// <param name="Accepts">The name may end on arrival here.</param>
internal readonly record struct GlobNode(GlobNodeKind Kind, int CodePoint, CharClass? Class, int Next, int[]? Branches, bool Accepts);
