using System.Buffers;
using System.Collections.Frozen;
using Hotlink.Domain.Access.Globs;
using Hotlink.Domain.Identity;

namespace Hotlink.Domain.Access;

/// <summary>One list of a rule, ready to be asked. Identities in it are lower-cased like those of the users who ask. Immutable.</summary>
internal sealed class PrincipalList
{
    private const string Anyone = "*";
    private const string Requester = "USER";
    private static readonly SearchValues<char> GlobMarks = SearchValues.Create("*?[]");

    private readonly FrozenSet<string> _users;
    private readonly GlobPattern[] _globs;

    public PrincipalList(IReadOnlyList<string> principals)
    {
        Everyone = principals.Any(principal => principal is Anyone or Requester);
        var names = principals.Select(EmailAddress.Normalize).Distinct().ToArray();
        _globs = [.. names.Where(IsGlob).Select(name => GlobPattern.TryCompile(name)).OfType<GlobPattern>()];
        _users = names.ToFrozenSet(StringComparer.Ordinal);
        Users = [.. names.Where(name => !IsGlob(name))];
    }

    /// <summary>Every user is in the list. <c>USER</c> says so too: it stands for whoever asks.</summary>
    public bool Everyone { get; }

    public bool HasGlobs => _globs.Length > 0;

    /// <summary>The identities that the list names.</summary>
    public IReadOnlyList<string> Users { get; }

    public bool Contains(string user, ref StepBudget budget)
    {
        if (Everyone || _users.Contains(user))
        {
            return true;
        }

        foreach (var glob in _globs)
        {
            if (glob.IsMatch(user, ref budget))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGlob(string principal) => principal.AsSpan().ContainsAny(GlobMarks);
}
