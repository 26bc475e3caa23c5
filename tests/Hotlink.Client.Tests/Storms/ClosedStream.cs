using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Storms;

/// <summary>A stream that goes on and on, until one of its two clients is disposed of: both ends hear just that, and no byte is wrong.</summary>
internal sealed class ClosedStream(string path, HotlinkClient sender, HotlinkClient receiver, Random random, Func<string> seen)
{
    private readonly StormContent _content = new(random.Next());
    private readonly int _size = random.Next(1, 100_000);
    private readonly bool _completes = random.Next(4) == 0;
    private long _sent;
    private bool _isOpen;

    /// <summary>Opens it, and sends until it ends.</summary>
    /// <exception cref="InvalidDataException">An end got or heard something that it shouldn't have.</exception>
    /// <exception cref="TimeoutException">An end heard nothing.</exception>
    public async Task RunAsync()
    {
        using var over = new CancellationTokenSource();
        var accepting = receiver.AcceptAsync(path, sender.User, over.Token);
        var writing = WriteAsync();
        var reading = ReadAsync(accepting);
        await writing;
        await (_isOpen ? Task.CompletedTask : over.CancelAsync());
        await reading.SoonAsync(seen);
    }

    private async Task WriteAsync()
    {
        try
        {
            var options = new HotlinkOpenOptions { Path = path, To = receiver.User, AcceptTimeout = TimeSpan.FromSeconds(1) };
            var writer = await sender.OpenAsync(options, CancellationToken.None).SoonAsync(seen);
            _isOpen = true;
            for (var left = _completes ? 3 : int.MaxValue; left > 0; left--)
            {
                await writer.WriteAsync(_content.At(_sent, _size)).AsTask().SoonAsync(seen);
                _sent += _size;
            }

            await writer.CompleteAsync().SoonAsync(seen);
        }
        catch (HotlinkException failure)
        {
            Check("sender", failure);
        }
    }

    private async Task ReadAsync(Task<HotlinkReader> accepting)
    {
        try
        {
            var reader = await accepting;
            var buffer = new byte[50_000];
            while (await reader.ReadAsync(buffer).AsTask().SoonAsync(seen) is > 0 and var count)
            {
                _content.Check(buffer.AsSpan(0, count));
            }
        }
        catch (HotlinkException failure)
        {
            Check("receiver", failure);
        }
        catch (OperationCanceledException)
        {
            // It never began.
        }
    }

    private void Check(string who, HotlinkException failure)
    {
        var isMissed = !_isOpen && failure.Reason is HotlinkReason.NoReceiver or HotlinkReason.Aborted; // The sender's patience was over first.
        if (failure.Reason != HotlinkReason.ClientClosed && !isMissed)
        {
            throw new InvalidDataException($"The {who} on {path} heard {failure.Message}; {seen()}");
        }
    }
}
