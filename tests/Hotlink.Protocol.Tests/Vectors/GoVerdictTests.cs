using System.Text;

namespace Hotlink.Protocol.Tests.Vectors;

public sealed class GoVerdictTests
{
    public static TheoryData<string> Inputs => new(GoVerdict.All.Select(verdict => verdict.Desc));

    [Theory]
    [MemberData(nameof(Inputs))]
    public void TryRead_Input_AgreesWithGo(string desc)
    {
        var verdict = GoVerdict.All.Single(candidate => candidate.Desc == desc);

        var accepted = MessageReader.TryRead(verdict.Bytes, verdict.FrameKind, FrameLimits.Default, out var message, out var violation);

        Assert.True(accepted == (verdict.Result == "ok"), violation.Text);
        if (accepted)
        {
            Assert.Equal(verdict.Json, Encoding.UTF8.GetString(MessageWriter.ToArray(WireEncoding.Json, message)));
        }
    }
}
