using Hotlink.Load.Frames;
using Hotlink.Load.Measuring;
using Hotlink.Load.Sessions;

namespace Hotlink.Load.Workloads;

/// <summary>
/// Two streams between two peers: each message of the first is answered on the second, with the time of the question. In a closed loop
/// the answer brings the next question; else somebody asks at a pace.
/// </summary>
internal sealed class PingPong
{
    private readonly StampedOutflow _questions;
    private readonly StampedOutflow _answers;
    private readonly bool _isClosedLoop;
    private long _left;

    /// <summary>Makes the streams.</summary>
    /// <param name="factory">Makes them.</param>
    /// <param name="there">Who asks.</param>
    /// <param name="back">Who answers.</param>
    /// <param name="isClosedLoop">Whether an answer brings the next question.</param>
    /// <param name="answered">Called with the time of the question, when its answer comes.</param>
    /// <param name="clock">The time source.</param>
    public PingPong(StreamFactory factory, StreamEnds there, StreamEnds back, bool isClosedLoop, Action<long> answered, Clock clock)
    {
        _isClosedLoop = isClosedLoop;
        There = factory.Create(there, frame => new StampedOutflow(frame, clock), new Answering(this));
        Back = factory.Create(back, frame => new StampedOutflow(frame, clock), new Answered(this, answered, clock));
        (_questions, _answers) = ((StampedOutflow)There.Outflow, (StampedOutflow)Back.Outflow);
    }

    /// <summary>The questions.</summary>
    public StreamSession There { get; }

    /// <summary>The answers.</summary>
    public StreamSession Back { get; }

    /// <summary>How many questions may still be asked.</summary>
    public long Left
    {
        get => Interlocked.Read(ref _left);
        set => Interlocked.Exchange(ref _left, value);
    }

    /// <summary>Whether no question is left, and all are answered.</summary>
    public bool IsFinished => Left == 0 && Back.Received >= _questions.Promised;

    /// <summary>Asks, where a question is left.</summary>
    /// <returns>False where too many wait to be sent.</returns>
    public bool Ask(long stamp)
    {
        if (Interlocked.Decrement(ref _left) < 0)
        {
            Interlocked.Increment(ref _left);
            return true;
        }

        var isTaken = _questions.TryPush(stamp);
        There.Push();
        return isTaken;
    }

    private sealed class Answering(PingPong pair) : IArrivals
    {
        public void Arrived(int reader, in PayloadHeader payload)
        {
            pair._answers.TryPush(payload.Stamp);
            pair.Back.Push();
        }
    }

    private sealed class Answered(PingPong pair, Action<long> answered, Clock clock) : IArrivals
    {
        public void Arrived(int reader, in PayloadHeader payload)
        {
            answered(payload.Stamp);
            if (pair._isClosedLoop)
            {
                pair.Ask(clock.Now);
            }
        }
    }
}
