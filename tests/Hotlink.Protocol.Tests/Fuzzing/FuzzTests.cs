using System.Text;
using Hotlink.Protocol.Tests.Peek;
using Hotlink.Protocol.Tests.Vectors;

namespace Hotlink.Protocol.Tests.Fuzzing;

/// <summary>
/// Damaged vectors and random bytes: nothing throws, memory stays near what came in, and whatever is accepted survives being written
/// and read again. The seeds are fixed; a case that fails names its bytes, to be kept as a vector.
/// </summary>
public sealed class FuzzTests
{
    private const int CasesPerSeed = 25_000;

    // Per byte of input, and once for the message, its strings and pools that start up.
    private const int AllowedBytesPerByte = 128;
    private const int AllowedBytesOnce = 16 * 1024;

    private static readonly (byte[] Frame, FrameKind Kind)[] Corpus =
    [
        .. WireVector.All.Select(vector => vector.Frame()),
        .. WireVector.All.Where(vector => vector.Json is not null).Select(vector => (Encoding.UTF8.GetBytes(vector.Json!), FrameKind.Text)),
        .. GoVerdict.All.Select(verdict => (verdict.Bytes, verdict.FrameKind)),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TryRead_DamagedFrame_IsRefusedOrSurvivesARoundTrip(int seed)
    {
        var mutator = new Mutator(seed);
        var accepted = 0;
        for (var count = 0; count < CasesPerSeed; count++)
        {
            var (frame, kind) = Corpus[mutator.Next(Corpus.Length)];
            accepted += TryCase(mutator.Damage(frame), kind) ? 1 : 0;
        }

        Assert.InRange(accepted, CasesPerSeed / 100, CasesPerSeed);
    }

    [Theory]
    [InlineData(FrameKind.Text)]
    [InlineData(FrameKind.Binary)]
    public void TryRead_RandomBytes_NeverThrows(FrameKind kind)
    {
        var mutator = new Mutator(seed: 5);
        for (var count = 0; count < CasesPerSeed; count++)
        {
            var bytes = mutator.Bytes(maxLength: 200);
            TryCase(kind == FrameKind.Binary ? [.. "SB\u0001\u0001"u8, .. bytes] : bytes, kind);
        }
    }

    private static bool TryCase(byte[] frame, FrameKind kind)
    {
        try
        {
            PeekOracle.Check(frame, kind);
            return ReadWithinBudget(frame, kind, out var message) && SurvivesRoundTrip(message);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{kind} {Convert.ToHexStringLower(frame)}", failure);
        }
    }

    private static bool ReadWithinBudget(byte[] frame, FrameKind kind, out WireMessage message)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var accepted = MessageReader.TryRead(frame, kind, FrameLimits.Default, out message, out var violation);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, AllowedBytesOnce + ((long)AllowedBytesPerByte * frame.Length));
        Assert.Equal(accepted, violation.Kind == ViolationKind.None);
        return accepted;
    }

    private static bool SurvivesRoundTrip(WireMessage message)
    {
        var binary = MessageWriter.ToArray(WireEncoding.MsgPack, message);
        var accepted = MessageReader.TryRead(binary, FrameKind.Binary, FrameLimits.Default, out var fromBinary, out var violation);
        Assert.True(accepted, violation.Text);
        Assert.Equal(MessageWriter.ToArray(WireEncoding.Json, message), MessageWriter.ToArray(WireEncoding.Json, fromBinary));

        // A URL that MessagePack carried in parts need not be one in JSON.
        var text = MessageWriter.ToArray(WireEncoding.Json, message);
        if (MessageReader.TryRead(text, FrameKind.Text, FrameLimits.Default, out var fromText, out violation))
        {
            Assert.Equal(text, MessageWriter.ToArray(WireEncoding.Json, fromText));
        }
        else
        {
            Assert.Equal((MessageType.Http, ViolationKind.BadUrl), (message.Type, violation.Kind));
        }

        return true;
    }
}
