using Hotlink.Domain.Access;
using static Hotlink.Domain.Tests.Access.Rules;

namespace Hotlink.Domain.Tests.Access;

public sealed class AllocationTests
{
    private static readonly Rulebook Known = Book(
        (Alice, File()),
        ("alice@x.io/public", Public),
        ("alice@x.io/t", File(Write("{{.UserEmail}}/**", "USER"), Read("{{.Year}}/*.csv", "*@x.io"), Read("[a-c]{1,22}*.txt", Bob))));

    [Theory]
    [InlineData(Alice, "alice@x.io/a/b/c")]
    [InlineData(Bob, "alice@x.io/public/a/b/c.txt")]
    [InlineData(Bob, "alice@x.io/private/a")]
    [InlineData(Bob, "alice@x.io/t/bob@x.io/f")]
    [InlineData(Bob, "alice@x.io/t/2025/x.csv")]
    [InlineData(Bob, "alice@x.io/t/b22x.txt")]
    [InlineData(Bob, "nobody@x.io/t/b22x.txt")]
    [InlineData(Bob, "/alice@x.io/public/../t//b22x.txt")]
    [InlineData(Bob, "Alice@x.io/public/f")]
    [InlineData("", "alice@x.io/public/f")]
    public void Decide_Pitfall66_WarmAllowedOrDenied_AllocatesNothing(string user, string path)
    {
        Run(() => Known.Decide(user, AccessLevel.Write, path, Today));
        Run(() => Known.Decide(user, AccessLevel.Read, path, Today));
    }

    [Theory]
    [InlineData("alice@x.io/public/f")]
    [InlineData("alice@x.io/t/f")]
    [InlineData("alice@x.io/f")]
    public void Readers_KnownDatasite_AllocatesNothing(string path) => Run(() => Known.Readers(path, Today));

    private static void Run<T>(Func<T> ask)
    {
        ask();
        ask();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            ask();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
