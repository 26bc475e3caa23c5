using Hotlink.Daemon.Markers;
using Hotlink.Daemon.Rules;

namespace Hotlink.Daemon.Tests.Rules;

public sealed class RuleLedgerTests
{
    private readonly RuleLedger _ledger = new("a@x.io");

    [Fact]
    public void Next_FilesOfOthers_AreTheirOwnersBusiness()
    {
        Apply(MarkerChangeKind.Added, File("b@x.io/syft.pub.yaml"), File("a@x.io.evil/syft.pub.yaml"), File("a@x.io/stream.tcp", MarkerKind.Tcp));

        Assert.Null(_ledger.Next());
    }

    [Fact]
    public void Next_SeveralFiles_GoesFromTheRootDown()
    {
        Apply(MarkerChangeKind.Added, File("a@x.io/deep/er/syft.pub.yaml"), File("a@x.io/syft.pub.yaml"), File("a@x.io/b/syft.pub.yaml"));

        Assert.Equal(["a@x.io/syft.pub.yaml", "a@x.io/b/syft.pub.yaml", "a@x.io/deep/er/syft.pub.yaml"], TakeAll());
    }

    [Fact]
    public void Next_FileChanged_IsToBeSentAgain()
    {
        Apply(MarkerChangeKind.Added, File("a@x.io/syft.pub.yaml"));
        TakeAll();

        Apply(MarkerChangeKind.Changed, File("a@x.io/syft.pub.yaml", content: 1));

        Assert.Single(TakeAll());
        Assert.Empty(TakeAll());
    }

    [Fact]
    public void Next_NewConnection_SendsEverythingAgainThatIsStillThere()
    {
        Apply(MarkerChangeKind.Added, File("a@x.io/syft.pub.yaml"), File("a@x.io/b/syft.pub.yaml"));
        TakeAll();
        Apply(MarkerChangeKind.Removed, File("a@x.io/b/syft.pub.yaml"));

        _ledger.Forget();

        Assert.Equal(["a@x.io/syft.pub.yaml"], TakeAll());
    }

    private static Marker File(string path, MarkerKind kind = MarkerKind.Rules, byte content = 0) => new(path, kind, new[] { content });

    private void Apply(MarkerChangeKind kind, params Marker[] files) => _ledger.Apply(files.Select(file => new MarkerChange(kind, file)));

    private List<string> TakeAll()
    {
        var taken = new List<string>();
        while (_ledger.Next() is { } file)
        {
            taken.Add(file.Path);
            _ledger.Settle(file);
        }

        return taken;
    }
}
