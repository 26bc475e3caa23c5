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
    private readonly HotlinkGrain _grain; // Its own lock, too: nobody else has it, and there are as many as sessions.
    private TurnBacklog? _backlog;
    private int _callsUnderWay;
    private bool _running;
    private bool _ending;
    private bool _hasEnded;

    public Activation(LocalGrainRef<TGrain> reference, HotlinkGrain grain)
    {
        (Reference, _grain) = (reference, grain);
        grain.Bind(this);
    }

    /// <summary>The reference that all share who ask for the grain while it is alive.</summary>
    public LocalGrainRef<TGrain> Reference { get; }

    public string Key => Reference.Key;

    public IGrainDirectory Grains => Table.Grains;

    /// <summary>Completes when the grain has ended and its key is free.</summary>
    public Task Ended
    {
        get
        {
            lock (_grain)
            {
                return _hasEnded ? Task.CompletedTask : (Backlog.Ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    private TGrain Grain => (TGrain)(object)_grain;

    private LocalGrainTable<TGrain> Table => Reference.Table;

    private TurnBacklog Backlog => _backlog ??= new();

    private bool HasTurn => _backlog is { Turns.Count: > 0 };

    private bool HasCall => _backlog is { Calls.Count: > 0 } && (Table.IsReentrant || _callsUnderWay == 0);

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

            if (_running || (_callsUnderWay > 0 && !Table.IsReentrant))
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
            Backlog.Turns.Enqueue(() => d(state));
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
        var timer = new TurnTimer(callback, fired => Post(_ => Table.Watch(FireAsync(fired)), null));
        timer.Start(Table.Time, due);
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
        Backlog.Calls.Enqueue(() => Complete(completion, RunCallInTurn(argument, method)));
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
            Table.Watch(ValueTask.FromException(exception)); // The grain goes on with its next turn.
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    private Action? NextTurn()
    {
        if (HasTurn)
        {
            return Backlog.Turns.Dequeue();
        }

        if (HasCall)
        {
            _callsUnderWay++;
            return Backlog.Calls.Dequeue();
        }

        return null;
    }

    private void EndTurn()
    {
        var end = false;
        lock (_grain)
        {
            if (!HasTurn && !HasCall)
            {
                end = !_ending && _callsUnderWay == 0 && _grain.IsIdle;
                _ending |= end;
                _running = end;
                if (!end)
                {
                    _backlog = _backlog is { Calls.Count: 0, Ended: null } ? null : _backlog;
                    return;
                }
            }
        }

        if (end)
        {
            RunInContext(() => Table.Watch(EndGrainAsync()));
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
            Table.Remove(this);
            lock (_grain)
            {
                _hasEnded = true;
                _backlog?.Ended?.SetResult();
            }
        }
    }
}
