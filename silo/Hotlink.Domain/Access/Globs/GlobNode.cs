namespace Hotlink.Domain.Access.Globs;

/// <summary>One state of a pattern.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="CodePoint">The character of a <see cref="GlobNodeKind.Char"/>.</param>
/// <param name="Class">The class of a <see cref="GlobNodeKind.Class"/>.</param>
/// <param name="Targets">Where it leads; those of a state that takes nothing are always later states.</param>
/// <param name="Accepts">The name may end on arrival here.</param>
internal readonly record struct GlobNode(GlobNodeKind Kind, int CodePoint, CharClass? Class, int[] Targets, bool Accepts);
