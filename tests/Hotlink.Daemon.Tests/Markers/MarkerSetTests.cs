using Hotlink.Daemon.Markers;

namespace Hotlink.Daemon.Tests.Markers;

/// <summary>What has changed between two moments.</summary>
public sealed class MarkerSetTests
{
    [Fact]
    public void Since_AddedChangedAndRemoved_TellsWhatIsGoneFirst()
    {
        var before = MarkerSet.Empty.With(At("a@x/1")).With(At("a@x/2", 1)).With(At("a@x/3"));
        var after = MarkerSet.Empty.With(At("a@x/0")).With(At("a@x/2", 2)).With(At("a@x/3"));

        Assert.Equal(
            [(MarkerChangeKind.Removed, "a@x/1"), (MarkerChangeKind.Added, "a@x/0"), (MarkerChangeKind.Changed, "a@x/2")],
            after.Since(before).Select(change => (change.Kind, change.Marker.Path)));
    }

    [Fact]
    public void Since_SameContentReadAgain_TellsNothing() =>
        Assert.Empty(MarkerSet.Empty.With(At("a@x/1", 7)).Since(MarkerSet.Empty.With(At("a@x/1", 7))));

    [Fact]
    public void Since_ContentThatCannotBeReadAnyMore_IsAChange() =>
        Assert.Equal(
            MarkerChangeKind.Changed,
            MarkerSet.Empty.With(At("a@x/1") with { Fault = MarkerFault.Unreadable }).Since(MarkerSet.Empty.With(At("a@x/1"))).Single().Kind);

    [Fact]
    public void Without_Directory_TakesWhatIsBelowAndNothingBeside()
    {
        var markers = MarkerSet.Empty.With(At("a@x/d/1")).With(At("a@x/d/e/2")).With(At("a@x/dd/3")).Without("a@x/d");

        Assert.Equal(["a@x/dd/3"], markers.All.Select(marker => marker.Path));
    }

    [Theory]
    [InlineData("stream.tcp", MarkerKind.Tcp)]
    [InlineData("stream.sock", MarkerKind.Socket)]
    [InlineData("stream.pipe", MarkerKind.Pipe)]
    [InlineData("stream.accept", MarkerKind.Accept)]
    [InlineData("stream.tcp.request", null)]
    [InlineData("Stream.tcp", null)]
    public void KindOf_Name_IsExact(string name, MarkerKind? kind) => Assert.Equal(kind, MarkerNames.KindOf(name));

    private static Marker At(string path, params byte[] content) => new(path, MarkerKind.Tcp, content);
}
