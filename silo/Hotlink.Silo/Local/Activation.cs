using Hotlink.Grains.Abstractions.Hosting;
using Hotlink.Grains.Hosting;

namespace Hotlink.Silo.Local;

/// <summary>
/// One live grain. Turns run one at a time: a call on an idle grain runs on the caller's thread, everything else queues. What a turn
/// awaits comes back as a turn, because the activation is the synchronization context of its turns. Calls of a grain that isn't
/// reentrant start one after the other has completed.
/// </summary>
internal sealed class Activation<TGrain> : SynchronizationContext, IGrainHost, IThreadPoolWorkItem
    where TGrain : class, IHotlinkGrain
{
    private readonly LocalGrainTable<TGrain> _table;
    private readonly HotlinkGrain _grain; // Its own lock, too: nobody else has it, and there are as many as sessions.
    private TaskCompletionSource? _ended;
    private Queue<Action>? _turns;
    private Queue<Action>? _calls;
    private int _callsUnderWay;
    private bool _running;
    private bool _ending;
    private bool _hasEnded;

    public Activation(string key, HotlinkGrain grain, LocalGrainTable<TGrain> table)
    {
        (Key, _grain, _table) = (key, grain, table);
        grain.Bind(this);
    }

    public string Key { get; }

    public IGrainDirectory Grains => _table.Grains;

    /// <summary>The reference that all share who ask for the grain while it is alive.</summary>
    public LocalGrainRef<TGrain>? Reference { get; set; }

    /// <summary>Completes when the grain has ended and its key is free.</summary>
    public Task Ended
    {
        get
        {
            lock (_grain)
            {
                return _hasEnded ? Task.CompletedTask : (_ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    private TGrain Grain => (TGrain)(object)_grain;

    /// <summary>Calls the grain, unless it is ending.</summary>
    public bool TryCall<TArgument, TResult>(
        TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method, out ValueTask<TResult> result)
    {
        lock (_grain)
        {
            if (_ending)
            {
                result = default;
                return false;
            }

            if (_running || (_callsUnderWay > 0 && !_table.IsReentrant))
            {
                result = Enqueue(argument, method);
                return true;
            }

            _callsUnderWay++;
            _running = true;
        }

        result = RunCall(argument, method);
        EndTurn();
        return true;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_grain)
        {
            (_turns ??= new()).Enqueue(() => d(state));
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("A turn can't be waited for.");

    public override SynchronizationContext CreateCopy() => this;

    public void MoveTo(string node) => throw new NotSupportedException("There is one node.");

    public IDisposable StartTimer(TimeSpan due, Func<ValueTask> callback)
    {
        var timer = new TurnTimer(callback, fired => Post(_ => _table.Watch(FireAsync(fired)), null));
        timer.Start(_table.Time, due);
        return timer;
    }

    /// <summary>Runs a turn that waited.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        Action? turn;
        lock (_grain)
        {
            turn = NextTurn();
        }

        if (turn is not null)
        {
            RunInContext(turn);
        }

        EndTurn();
    }

    private ValueTask<TResult> Enqueue<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method)
    {
        var completion = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        (_calls ??= new()).Enqueue(() => Complete(completion, RunCallInTurn(argument, method)));
        return new(completion.Task);
    }

    private static async void Complete<TResult>(TaskCompletionSource<TResult> completion, ValueTask<TResult> call)
    {
        try
        {
            completion.SetResult(await call.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            completion.SetException(exception);
        }
    }

    private ValueTask<TResult> RunCall<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            return RunCallInTurn(argument, method);
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    private ValueTask<TResult> RunCallInTurn<TArgument, TResult>(TArgument argument, Func<TGrain, TArgument, ValueTask<TResult>> method)
    {
        ValueTask<TResult> call;
        try
        {
            call = method(Grain, argument);
        }
        catch (Exception exception)
        {
            EndCall();
            return ValueTask.FromException<TResult>(exception);
        }

        if (call.IsCompleted)
        {
            EndCall();
            return call;
        }

        return EndLaterAsync(call);
    }

    private async ValueTask<TResult> EndLaterAsync<TResult>(ValueTask<TResult> call)
    {
        try
        {
            return await call;
        }
        finally
        {
            EndCall();
        }
    }

    // A timer's turn counts as a call: the grain doesn't end while it is under way.
    private async ValueTask FireAsync(TurnTimer timer)
    {
        Interlocked.Increment(ref _callsUnderWay);
        try
        {
            await timer.FireAsync();
        }
        finally
        {
            EndCall();
        }
    }

    // In a turn, always: the count has to be right when the turn ends.
    private void EndCall() => Interlocked.Decrement(ref _callsUnderWay);

    private void RunInContext(Action turn)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            turn();
        }
        catch (Exception exception)
        {
            _table.Watch(ValueTask.FromException(exception)); // The grain goes on with its next turn.
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    private Action? NextTurn()
    {
        if (_turns is { Count: > 0 })
        {
            return _turns.Dequeue();
        }

        if (_calls is { Count: > 0 } && (_table.IsReentrant || _callsUnderWay == 0))
        {
            _callsUnderWay++;
            return _calls.Dequeue();
        }

        return null;
    }

    private void EndTurn()
    {
        var end = false;
        lock (_grain)
        {
            var more = _turns is { Count: > 0 } || (_calls is { Count: > 0 } && (_table.IsReentrant || _callsUnderWay == 0));
            if (!more)
            {
                end = !_ending && _callsUnderWay == 0 && _grain.IsIdle;
                _ending |= end;
                _running = end;
                if (!end)
                {
                    return;
                }
            }
        }

        if (end)
        {
            RunInContext(() => _table.Watch(EndGrainAsync()));
            EndTurn();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    private async ValueTask EndGrainAsync()
    {
        try
        {
            await _grain.OnDeactivateAsync();
        }
        finally
        {
            _table.Remove(this);
            lock (_grain)
            {
                _hasEnded = true;
                _ended?.SetResult();
            }
        }
    }
}
