using System.Numerics;
using System.Text;

namespace Hotlink.Domain.Access.Globs;

/// <summary>
/// A compiled glob with the meaning doublestar v4 gives it. All states are followed at once, so a match takes at most
/// (states × characters) steps whatever the pattern is, and allocates nothing. Immutable, thread-safe.
/// </summary>
internal sealed class GlobPattern
{
    private readonly GlobNode[] _nodes;
    private readonly ulong[] _accepting;

    private GlobPattern(GlobNode[] nodes)
    {
        _nodes = nodes;
        _accepting = new ulong[(nodes.Length + 63) / 64];
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Accepts)
            {
                Set(_accepting, i);
            }
        }
    }

    /// <summary>The pattern, or null when it is malformed: such a pattern matches nothing.</summary>
    public static GlobPattern? TryCompile(int[] text) => GlobCompiler.Compile(text) is { } nodes ? new GlobPattern(nodes) : null;

    public static GlobPattern? TryCompile(ReadOnlySpan<char> pattern) => TryCompile(GlobText.Of(pattern));

    public bool IsMatch(ReadOnlySpan<char> name, ref StepBudget budget)
    {
        Span<ulong> current = stackalloc ulong[_accepting.Length];
        Span<ulong> next = stackalloc ulong[_accepting.Length];
        Set(current, 0);
        while (!name.IsEmpty && !budget.IsSpent)
        {
            Rune.DecodeFromUtf16(name, out var rune, out var consumed);
            if (Step(current, next, rune.Value, ref budget))
            {
                return true;
            }

            if (next.IndexOfAnyExcept(0UL) < 0)
            {
                return false;
            }

            next.CopyTo(current);
            next.Clear();
            name = name[consumed..];
        }

        return !budget.IsSpent && MayEnd(current);
    }

    /// <summary>Takes one character in every state; true when what is left of the name no longer matters.</summary>
    private bool Step(Span<ulong> current, Span<ulong> next, int codePoint, ref StepBudget budget)
    {
        for (var word = 0; word < current.Length; word++)
        {
            var done = 0UL;
            while ((current[word] & ~done) is var left && left != 0)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                done |= 1UL << bit;
                budget.Take(1);
                if (Visit((word * 64) + bit, current, next, codePoint))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Visit(int index, Span<ulong> current, Span<ulong> next, int codePoint)
    {
        ref readonly var node = ref _nodes[index];
        switch (node.Kind)
        {
            case GlobNodeKind.Char when node.CodePoint == codePoint:
            case GlobNodeKind.Any when codePoint != '/':
            case GlobNodeKind.Class when node.Class!.Contains(codePoint):
                Set(next, node.Next);
                break;
            case GlobNodeKind.Star:
                Set(current, node.Next);
                if (codePoint != '/')
                {
                    Set(next, index);
                }

                break;
            case GlobNodeKind.Directories:
                Set(next, index);
                if (codePoint == '/')
                {
                    Set(next, node.Next);
                }

                break;
            case GlobNodeKind.Split:
                foreach (var branch in node.Branches!)
                {
                    Set(current, branch);
                }

                break;
            case GlobNodeKind.Rest:
                return true;
        }

        return false;
    }

    private bool MayEnd(ReadOnlySpan<ulong> states)
    {
        for (var i = 0; i < states.Length; i++)
        {
            if ((states[i] & _accepting[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Set(Span<ulong> states, int index) => states[index >> 6] |= 1UL << index;
}
