using Hotlink.Domain.Access;
using static Hotlink.Domain.Tests.Access.Rules;

namespace Hotlink.Domain.Tests.Access;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Decide_Pitfall62_NeverUsesRulesOlderThanTheInstallThatReturned()
    {
        var book = Book((Alice, Public));
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                book.MayRead(Bob, "alice@x.io/f");
                book.MayRead(Bob, "alice@x.io/t/bob@x.io");
            }
        }, TestContext.Current.CancellationToken)).ToArray();

        for (var i = 0; i < 2000; i++)
        {
            book.Install(Alice, i % 2 == 0 ? File(Read("{{.UserEmail}}*", "*")) : Public);
            Assert.Equal(i % 2 != 0, book.MayRead(Bob, "alice@x.io/f"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Update_TwoFilesOfADatasite_AreNeverSeenApart()
    {
        var book = Book((Alice, Public), ("alice@x.io/d", File()));
        using var stop = new CancellationTokenSource();
        var token = stop.Token;
        var torn = Task.Run(() =>
        {
            while (!token.IsCancellationRequested)
            {
                if (book.Readers("alice@x.io/d/f", Today).Everyone)
                {
                    return true;
                }
            }

            return false;
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 2000; i++)
        {
            book.Update([new RuleChange("alice@x.io/d", null), new RuleChange(Alice, File())]);
            book.Update([new RuleChange(Alice, Public), new RuleChange("alice@x.io/d", File())]);
        }

        await stop.CancelAsync();
        Assert.False(await torn);
    }

    [Fact]
    public async Task Install_ManyAtOnce_CountsEveryVersion()
    {
        var book = new Rulebook();
        var changes = 0;
        book.Changed += _ => Interlocked.Increment(ref changes);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 250; i++)
            {
                book.Install($"alice@x.io/{worker}/{i % 10}", Public);
            }
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(1000, book.Version(Alice));
        Assert.Equal(1000, changes);
    }
}
