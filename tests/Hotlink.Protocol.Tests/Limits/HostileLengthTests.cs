namespace Hotlink.Protocol.Tests.Limits;

/// <summary>Claims of up to 4 GiB in a few bytes (CWE-789).</summary>
[Trait("CWE", "789")]
public sealed class HostileLengthTests
{
    private const int AllowedBytes = 4096;

    public static TheoryData<string, string> Claims => new()
    {
        { "map32 as a structure", "dfffffffff" },
        { "map32 of unknown fields", "dfffffffff a178 c0" },
        { "str32 as a key", "81 dbffffffff" },
        { "bin32 as a value", "81 a3736964 c6ffffffff" },
        { "str32 as a value", "81 a3736964 dbffffffff61" },
        { "array32 of texts", "82 a3736964 a173 a3616472 ddffffffff" },
        { "array32 in an unknown field", "81 a178 ddffffffff" },
        { "map32 in an unknown field", "81 a178 dfffffffff" },
        { "ext32 in an unknown field", "81 a178 c9ffffffff01" },
        { "nested claims in an unknown field", "81 a178 ddffffffffddffffffffddffffffff" },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public void TryRead_ClaimWithoutBytes_IsRefusedWithoutMemory(string claim, string body)
    {
        var frame = Frames.Binary(MessageType.HotlinkSignal, body);
        Frames.Refusal(frame, FrameKind.Binary);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Frames.Refusal(frame, FrameKind.Binary);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllowedBytes);
        Assert.True(refusal == ViolationKind.Truncated, claim);
    }

    [Theory]
    [InlineData("84 a26964 a161 a3747970 0c a3646174 c6ffffffff")]
    [InlineData("dfffffffff")]
    [InlineData("ddffffffff")]
    [InlineData("81 a26964 dbffffffff")]
    public void TryRead_ClaimOutside_IsRefusedWithoutMemory(string message)
    {
        byte[] frame = [.. "SB\u0001\u0001"u8, .. Frames.Hex(message)];
        Frames.Refusal(frame, FrameKind.Binary);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Frames.Refusal(frame, FrameKind.Binary);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllowedBytes);
        Assert.NotEqual(ViolationKind.None, refusal);
    }
}
