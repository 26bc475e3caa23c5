using Hotlink.Testing.Waiting;

namespace Hotlink.Client.Tests.Storms;

/// <summary>
/// One stream of a storm, played from both ends. Whatever becomes of the connections meanwhile: its bytes arrive once and in order, and each
/// end hears how it ended.
/// </summary>
internal sealed class StormStream(HotlinkOpenOptions options, HotlinkClient sender, HotlinkClient receiver, Random random, Func<string> seen)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(30);
    private readonly StormContent _content = new(random.Next());
    private readonly StormEnd _end = (StormEnd)random.Next(5);
    private readonly int _writes = random.Next(8);
    private readonly int _size = random.Next(3) switch { 0 => random.Next(1, 200), 1 => random.Next(1, 20_000), _ => random.Next(1, 200_000) };
    private readonly long _pauseAt = random.Next(4) == 0 ? random.Next(400_000) : long.MaxValue;
    private readonly string _reason = $"reason {random.Next()}";
    private long _sent;

    private bool IsGood => _end is StormEnd.Complete or StormEnd.DisposeWriter;

    /// <summary>Plays it.</summary>
    /// <exception cref="InvalidDataException">An end got or heard something that it shouldn't have.</exception>
    /// <exception cref="TimeoutException">An end heard nothing.</exception>
    public async Task RunAsync()
    {
        var accepting = receiver.AcceptAsync(options.Path, sender.User, CancellationToken.None);
        var writer = await sender.OpenAsync(options, CancellationToken.None).SoonAsync(Seen);
        var reader = await accepting.SoonAsync(Seen);
        var reading = ReadAsync(reader);
        await WriteAsync(writer, reader);
        await CheckAsync("the sender", writer.Completion, byItself: _end == StormEnd.AbortWriter);
        await CheckAsync("the receiver", reader.Completion, byItself: _end is StormEnd.AbortReader or StormEnd.DisposeReader);
        await reading.SoonAsync(Seen);
        Require(!IsGood || _content.Checked == _sent, $"{_content.Checked} of {_sent} bytes were read");
    }

    private async Task WriteAsync(HotlinkWriter writer, HotlinkReader reader)
    {
        var readerEnds = _end is StormEnd.AbortReader or StormEnd.DisposeReader ? random.Next(_writes + 1) : -1;
        try
        {
            for (var count = 0; count <= _writes; count++)
            {
                if (count == readerEnds)
                {
                    await EndAsync(reader);
                }

                if (count < _writes)
                {
                    await WriteAsync(writer, _content.At(_sent, _size)).SoonAsync(Seen);
                }
            }
        }
        catch (HotlinkException failure) when (readerEnds >= 0 && failure.Reason == HotlinkReason.Aborted)
        {
            return; // As it should.
        }

        await EndAsync(writer, reader);
    }

    private async Task WriteAsync(HotlinkWriter writer, byte[] bytes)
    {
        if (options.Framing == HotlinkFraming.Messages)
        {
            await writer.SendAsync(new("", bytes));
        }
        else
        {
            await writer.WriteAsync(bytes);
        }

        _sent += bytes.Length;
    }

    private async Task EndAsync(HotlinkWriter writer, HotlinkReader reader)
    {
        switch (_end)
        {
            case StormEnd.Complete:
                await writer.CompleteAsync().SoonAsync(Seen);
                Require(reader.GetStatistics().Bytes >= _sent, "it was called complete before everything had arrived");
                break;
            case StormEnd.DisposeWriter:
                await writer.DisposeAsync().AsTask().SoonAsync(Seen);
                break;
            case StormEnd.AbortWriter:
                await EventWait.UntilAsync(() => writer.Mode == HotlinkMode.Reliable, Seen); // A receiver that nobody heard of could be a plain one.
                writer.Abort(_reason);
                break;
        }
    }

    private async Task EndAsync(HotlinkReader reader)
    {
        await Task.Delay(LongestPause * random.NextDouble(), TimeProvider.System);
        if (_end == StormEnd.AbortReader)
        {
            reader.Abort(_reason);
        }
        else
        {
            await reader.DisposeAsync();
        }
    }

    private async Task ReadAsync(HotlinkReader reader)
    {
        var buffer = new byte[100_000];
        try
        {
            while (await reader.ReadAsync(buffer) is > 0 and var count)
            {
                _content.Check(buffer.AsSpan(0, count));
                await (_content.Checked >= _pauseAt ? Task.Delay(LongestPause, TimeProvider.System) : Task.CompletedTask);
            }

            Require(IsGood, "the reader saw an end in good order");
        }
        catch (HotlinkException failure)
        {
            Require(!IsGood && failure.Reason == HotlinkReason.Aborted, $"the reader heard {failure.Message}");
        }
    }

    private async Task CheckAsync(string who, Task completion, bool byItself)
    {
        try
        {
            await completion.SoonAsync(Seen);
            Require(IsGood, $"{who} saw an end in good order");
        }
        catch (HotlinkException failure)
        {
            var texts = _end == StormEnd.DisposeReader ? ["the reader was disposed of"] : new[] { _reason };
            var isExpected = texts.Contains(failure.Text) || (!byItself && failure.Text == "aborted");
            Require(!IsGood && failure.Reason == HotlinkReason.Aborted && isExpected, $"{who} heard {failure.Message}");
        }
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{_end} after {_writes} × {_size} on {options.Path}: {otherwise}; {seen()}");
        }
    }

    private string Seen() => $"{_end} after {_writes} × {_size}, {_sent} sent, {_content.Checked} read, on {options.Path}; {seen()}";
}
