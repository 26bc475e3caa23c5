using Hotlink.Domain.Access;

namespace Hotlink.Domain.Tests.Access;

/// <summary>Short names for what the tests of the rules are made of.</summary>
internal static class Rules
{
    public const string Alice = "alice@x.io";
    public const string Bob = "bob@x.io";
    public const string Carol = "carol@y.org";

    public static readonly DateOnly Today = new(2025, 3, 7);

    public static AccessRule Read(string pattern, params string[] readers) => new(pattern, [], [], readers);

    public static AccessRule Write(string pattern, params string[] writers) => new(pattern, [], writers, []);

    public static AccessRule Admin(string pattern, params string[] admins) => new(pattern, admins, [], []);

    public static RuleFile File(params AccessRule[] rules) => new RuleFile(false, rules).WithDefault();

    public static RuleFile Terminal(params AccessRule[] rules) => File(rules) with { Terminal = true };

    public static RuleFile Public { get; } = File(Read("**", "*"));

    public static Rulebook Book(params (string Directory, RuleFile File)[] files)
    {
        var book = new Rulebook();
        foreach (var (directory, file) in files)
        {
            Assert.True(book.Install(directory, file).Installed);
        }

        return book;
    }

    public static AccessDecision Ask(this Rulebook book, string user, string path, AccessLevel level = AccessLevel.Read) =>
        book.Decide(user, level, path, Today);

    public static bool MayRead(this Rulebook book, string user, string path) => book.Ask(user, path).Allowed;

    public static bool MayWrite(this Rulebook book, string user, string path) => book.Ask(user, path, AccessLevel.Write).Allowed;
}
