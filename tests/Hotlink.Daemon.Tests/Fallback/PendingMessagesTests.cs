using Hotlink.Daemon.Fallback;
using Hotlink.Daemon.Framing;

namespace Hotlink.Daemon.Tests.Fallback;

/// <summary>What a sender keeps, and for how long.</summary>
public sealed class PendingMessagesTests
{
    private static readonly int Cost = new PendingMessage(Frame(0)).Cost;

    [Fact]
    public void TrimAcknowledged_PartOfWhatWasSent_DropsOnlyThat()
    {
        var pending = Fill(5);
        pending.Sent();
        pending.Sent();
        pending.Sent();

        pending.TrimAcknowledged((2 * Cost) - 1);
        Assert.Equal((4, 2L), (pending.Count, pending.First));
        pending.TrimAcknowledged(0);

        Assert.Equal((2, 4L, 4L), (pending.Count, pending.First, pending.NextToSend!.Number));
    }

    [Fact]
    public void Filed_BeyondTheBound_DropsTheOldestFilesOnly()
    {
        var pending = Fill(4, 2 * Cost);
        pending.BeginFiles("run");

        Assert.Equal([0, 0, 1], new[] { pending.Filed(), pending.Filed(), pending.Filed() });
        Assert.Equal((3, 2L, 1L), (pending.Count, pending.First, pending.FirstFiled));
        Assert.Equal(4, pending.NextToFile!.Number);
    }

    [Fact]
    public void BeginRun_SomeAreLeft_NumbersThemAnew()
    {
        var pending = Fill(3);
        pending.Sent();
        pending.ConfirmThrough(1);

        pending.BeginRun("next");

        Assert.Equal(("next", 1L, 1L), (pending.Run, pending.First, pending.NextToSend!.Number));
        Assert.True(pending.HasRun);
    }

    [Fact]
    public void Clear_SomeAreFiles_CountsTheOthers()
    {
        var pending = Fill(3);
        pending.BeginFiles("run");
        pending.Filed();

        Assert.Equal(2, pending.Clear());
        Assert.Equal((0, ""), (pending.Count, pending.Run));
        Assert.Null(pending.NextToSend);
    }

    [Theory]
    [InlineData("hlf1 a@x.io/k 2 3 tag a@x.io/d/with blank.request\n", true)]
    [InlineData("hlf1 a@x.io/k 4 3 tag a@x.io/d/m.request", false)]
    [InlineData("hlf1 a@x.io/k 0 3 tag a@x.io/d/m.request", false)]
    [InlineData("hlf1 a@x.io/k -1 3 tag a@x.io/d/m.request", false)]
    [InlineData("hlf2 a@x.io/k 2 3 tag a@x.io/d/m.request", false)]
    [InlineData("hlf1 a@x.io/k 2 99999999999999999999 tag a@x.io/d/m.request", false)]
    [InlineData("hlf1", false)]
    [InlineData("", false)]
    public void Identity_Text_IsReadOrRefused(string text, bool isGood)
    {
        Assert.Equal(isGood, FileIdentity.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var identity));
        Assert.Equal(isGood ? text : null, identity is null ? null : System.Text.Encoding.UTF8.GetString(identity.ToBytes()));
    }

    [Fact]
    public void Identity_Place_IsKnownByItsFolder()
    {
        Assert.Equal("a@x.io/d", FileIdentity.DirectoryOf(FileIdentity.PathOf("a@x.io/d", "key")));
        Assert.Null(FileIdentity.DirectoryOf("a@x.io/d/m.request"));
        Assert.Null(FileIdentity.DirectoryOf("m.request"));
        Assert.Equal("Jx3c", RunNames.KeyOf("hl1nb.Jx3c.0123456789012345678901"));
        Assert.Equal("00112233aabbccdd", RunNames.KeyOf("00112233aabbccdd"));
    }

    private static PendingMessages Fill(int count, int retained = int.MaxValue)
    {
        var pending = new PendingMessages(retained);
        pending.BeginRun("first");
        for (var index = 0; index < count; index++)
        {
            pending.Add(Frame(index));
        }

        return pending;
    }

    private static HlnkFrame Frame(int index) => new($"a@x.io/d/{index}.request", new byte[10], "tag");
}
