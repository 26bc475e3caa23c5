using System.Security.Cryptography;
using Hotlink.Daemon.Tests.Kit;
using Hotlink.Testing.Waiting;

namespace Hotlink.Daemon.Tests.Programs;

/// <summary>The relay is killed in the middle of a transfer, again and again, and the applications notice a pause.</summary>
public sealed class RelayKilledTests
{
    private const int PieceBytes = 64 * 1024;

    [Theory]
    [InlineData(24, 3)]
    [InlineData(256, 16)]
    public async Task Transfer_RelayIsKilledAndStartedAgain_EveryByteArrivesOnTheSameConnection(int mebibytes, int kills)
    {
        Assert.SkipUnless(mebibytes < 100 || Environment.GetEnvironmentVariable("HOTLINK_LONG_TESTS") == "1", "Takes minutes: runs with HOTLINK_LONG_TESTS=1.");
        await using var pair = await DaemonPair.StartAsync();
        await using var one = await App.DialAsync(pair.Ports.First);
        await using var two = await App.DialAsync(pair.Ports.Second);
        var share = mebibytes * 1024L * 1024 / (kills + 1);
        var (received, isEnough) = (0L, false);

        var sending = SendAsync(one, () => Volatile.Read(ref isEnough));
        var receiving = ReceiveAsync(two, bytes => Volatile.Write(ref received, bytes));
        for (var kill = 0; kill <= kills; kill++)
        {
            var mark = Volatile.Read(ref received) + share;
            await EventWait.UntilAsync(() => Volatile.Read(ref received) >= mark, () => $"{received} of {mark} bytes\n{pair.Errors}", TimeSpan.FromMinutes(2));
            if (kill < kills)
            {
                await pair.KillRelayAsync();
            }
        }

        Volatile.Write(ref isEnough, true);
        Assert.Equal(await sending.SoonAsync(() => pair.Errors), await receiving.SoonAsync(() => pair.Errors));
        await EventWait.UntilAsync(() => pair.Telemetry(0) is { Resumes: > 0, Rejects: 0 } seen && seen.Links == kills + 1, () => pair.Errors);
        await EventWait.UntilAsync(() => pair.Telemetry(0) is { TxAvgSendMs: > 0 } sent && sent.TxMaxSendMs >= sent.TxAvgSendMs, () => pair.Errors);
        await EventWait.UntilAsync(() => pair.Telemetry(1) is { RxAvgWriteMs: > 0 } got && got.RxMaxWriteMs >= got.RxAvgWriteMs, () => pair.Errors);
    }

    private static async Task<string> SendAsync(App app, Func<bool> isEnough)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceBytes];
        while (!isEnough())
        {
            RandomNumberGenerator.Fill(piece);
            hash.AppendData(piece);
            await app.WriteAsync(piece);
        }

        app.EndSending();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<string> ReceiveAsync(App app, Action<long> progress)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceBytes];
        long total = 0;
        while (await app.ReadSomeAsync(piece) is > 0 and var count)
        {
            hash.AppendData(piece, 0, count);
            progress(total += count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
