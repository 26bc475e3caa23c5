using System.Text;
using Hotlink.Gateway.Connections;
using Hotlink.Grains.Abstractions.Frames;
using Hotlink.Protocol.Messages;

namespace Hotlink.Gateway.Tests.Connections;

public sealed class InboxTests
{
    private const int Unit = 1024;
    private readonly FramePool _pool = new();
    private readonly Inbox _inbox = new();

    [Fact]
    public void TryTake_FramesOfOneKind_ComeAsOneBatchInOrder()
    {
        Data("1", "2", "3");
        Assert.Equal(["Data 1,2,3"], TakeAll());
    }

    [Fact]
    public void TryTake_KindsInTurn_KeepTheOrderOfArrival()
    {
        Word(InboxItemKind.Open);
        Data("1", "2");
        Signal("s");
        Data("3", "4");
        Word(InboxItemKind.Close);
        Data("5");
        Assert.Equal(["Open", "Data 1,2", "Signals s", "Data 3,4", "Close", "Data 5"], TakeAll());
    }

    [Fact]
    public void TryTake_WhileMoreComes_GivesTheNextBatch()
    {
        Data("1");
        Assert.True(_inbox.TryBeginTaking());
        Assert.Equal("Data 1", Take());
        Data("2", "3");
        Assert.False(_inbox.TryBeginTaking());
        Assert.Equal("Data 2,3", Take());
        Assert.Null(Take());
        Assert.False(_inbox.TryBeginTaking());
        Data("4");
        Assert.True(_inbox.TryBeginTaking());
        Assert.Equal("Data 4", Take());
    }

    [Fact]
    public void Bytes_CountWhatWaitsAndWhatIsInFlight()
    {
        Data("1", "2");
        Word(InboxItemKind.Accept);
        Assert.Equal(3 * Unit, _inbox.Bytes);
        Assert.True(_inbox.TryBeginTaking());
        Assert.True(_inbox.TryTake(out var frames));
        Assert.Equal(3 * Unit, _inbox.Bytes);
        Assert.Equal(2 * Unit, frames.Bytes);
        frames.Batch!.Dispose();
        _inbox.Done(frames);
        Assert.Equal(Unit, _inbox.Bytes);
    }

    [Fact]
    public void Bytes_BatchThatWasPutTogether_CountsWholly()
    {
        Word(InboxItemKind.Open);
        Data("1", "2", "3");
        Assert.True(_inbox.TryBeginTaking());
        while (_inbox.TryTake(out var item))
        {
            item.Batch?.Dispose();
            _inbox.Done(item);
        }

        Assert.Equal(0, _inbox.Bytes);
        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomSteps_AgreeWithAQueue(int seed)
    {
        var (random, model) = (new Random(seed), new Queue<string>());
        for (var step = 0; step < 20_000; step++)
        {
            var name = $"{step}";
            switch (random.Next(6))
            {
                case 0 or 1:
                    Data(name);
                    model.Enqueue($"Data {name}");
                    break;
                case 2:
                    Signal(name);
                    model.Enqueue($"Signals {name}");
                    break;
                case 3:
                    Word(InboxItemKind.Accept);
                    model.Enqueue("Accept");
                    break;
                default:
                    CheckOne(model);
                    break;
            }
        }

        while (model.Count > 0)
        {
            CheckOne(model);
        }

        Assert.Equal((0, 0), (_inbox.Bytes, _pool.Outstanding));
    }

    // Everything of one kind that waits in a row comes at once; the first batch may have begun to wait before a word did.
    private void CheckOne(Queue<string> model)
    {
        Assert.Equal(model.Count > 0, _inbox.TryBeginTaking());
        if (Take() is not { } taken)
        {
            return;
        }

        var parts = taken.Split(' ');
        foreach (var name in parts.Length == 1 ? [""] : parts[1].Split(','))
        {
            Assert.Equal($"{parts[0]} {name}".Trim(), model.Dequeue());
        }

        if (parts.Length > 1)
        {
            Assert.False(model.TryPeek(out var next) && next.StartsWith(parts[0], StringComparison.Ordinal), "The batch was cut short.");
        }

        StopTaking(model);
    }

    private void StopTaking(Queue<string> model)
    {
        while (Take() is { } more)
        {
            foreach (var part in more.Split(' ') is [var kind, var names] ? names.Split(',').Select(name => $"{kind} {name}") : [more])
            {
                Assert.Equal(part, model.Dequeue());
            }
        }
    }

    [Fact]
    public void Follow_WorkThatIsThrough_IsNotKept()
    {
        var work = new TaskCompletionSource().Task;
        Data("a");
        Assert.True(_inbox.TryBeginTaking());
        _inbox.Follow(work);
        Assert.Same(work, _inbox.Work);
        Assert.NotNull(Take());
        Assert.Same(work, _inbox.Work);
        Assert.Null(Take());
        Assert.True(_inbox.Work.IsCompletedSuccessfully);
        _inbox.Follow(work);
        Assert.True(_inbox.Work.IsCompletedSuccessfully);
    }

    private void Data(params string[] names) => Array.ForEach(names, name => _inbox.Add(InboxItemKind.Data, Frame(name)));

    private void Signal(string name) => _inbox.Add(InboxItemKind.Signals, Frame(name));

    private void Word(InboxItemKind kind) => _inbox.Add(kind, new("id", new HotlinkAccept("session1")), Unit);

    private Frame Frame(string name)
    {
        var frame = _pool.Rent(Unit);
        frame.Length = Encoding.ASCII.GetBytes(name, frame.Buffer.Span);
        return frame;
    }

    private List<string> TakeAll()
    {
        Assert.True(_inbox.TryBeginTaking());
        var all = new List<string>();
        while (Take() is { } taken)
        {
            all.Add(taken);
        }

        return all;
    }

    private string? Take()
    {
        if (!_inbox.TryTake(out var item))
        {
            return null;
        }

        var names = new List<string>();
        foreach (var frame in item.Batch is { } batch ? batch.Frames : [])
        {
            names.Add(Encoding.ASCII.GetString(frame.Span));
        }

        item.Batch?.Dispose();
        _inbox.Done(item);
        return $"{item.Kind} {string.Join(',', names)}".Trim();
    }
}
