using Hotlink.Load.Rights;
using Hotlink.Load.Sessions;
using Hotlink.Protocol;

namespace Hotlink.Load.Modes;

/// <summary>Opens sessions, some at a time, and waits where the server asks for it.</summary>
internal sealed class Opening(RunContext context, IReadOnlyList<StreamSession> sessions)
{
    private const int OpensAtOnce = 64;
    private static readonly TimeSpan AcceptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OpenBudgetWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RightsWait = TimeSpan.FromMilliseconds(100);

    // A server follows its datasites folder, but not at once; nor does another node know at once what one was told.
    private static readonly TimeSpan RightsTimeout = TimeSpan.FromSeconds(10);

    private int _done;

    /// <summary>Completes when all are open.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = OpensAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(sessions, options, async (session, cancelled) =>
        {
            await OpenAsync(session, cancelled);
            context.Progress.Show($"opening sessions: {Interlocked.Increment(ref _done)} of {sessions.Count}");
        });
    }

    private async Task OpenAsync(StreamSession session, CancellationToken cancellationToken)
    {
        var began = context.Clock.Now;
        while (await AskAsync(session, cancellationToken) is { } refusal)
        {
            var waited = TimeSpan.FromMicroseconds(context.Clock.NanosecondsSince(began) / 1000);
            switch (refusal)
            {
                case Reasons.TooManyOpens:
                    await Task.Delay(OpenBudgetWait, context.Clock.Time, cancellationToken);
                    break;
                case Reasons.PermissionDenied when waited < RightsTimeout && (context.Access.DatasitesFolder is not null || context.Target.Nodes.IsSpread):
                    await Task.Delay(RightsWait, context.Clock.Time, cancellationToken);
                    break;
                default:
                    throw new LoadException(Explain(session, refusal));
            }
        }
    }

    private async Task<string?> AskAsync(StreamSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await session.OpenAsync().WaitAsync(AcceptTimeout, context.Clock.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            var missing = session.Plan.Readers.Where(static reader => !reader.IsConnected).Select(static reader => reader.User);
            throw new LoadException(
                $"Nobody answered the open of {session.Plan.Path} within {AcceptTimeout.TotalSeconds:0} s. " +
                $"Its readers need READ on it by a rule in {RuleFile.PathOf(context.Access, session.Plan.Sender.User)}. " +
                $"Readers that are not connected any more: {string.Join(", ", missing.DefaultIfEmpty("none"))}.");
        }
    }

    private string Explain(StreamSession session, string refusal)
    {
        var (sender, reader) = (session.Plan.Sender.User, session.Plan.Readers[0].User);
        return refusal switch
        {
            Reasons.PermissionDenied =>
                $"The server refused to open {session.Plan.Path}: {refusal}.\n{sender} needs WRITE on it (it owns the datasite) and {reader} needs READ: " +
                $"{RuleFile.PathOf(context.Access, sender)} has to say\n\n{System.Text.Encoding.UTF8.GetString(RuleFile.Content(context.Access))}\n" +
                "Let this command write it: without --datasites over the wire, with --datasites DIR into the server's own folder.",
            Reasons.TooManySessions =>
                $"The server refused to open {session.Plan.Path}: {refusal}. Use fewer --sessions and more --pairs, or raise the server's limit.",
            _ => $"The server refused to open {session.Plan.Path} for {sender}: {refusal}",
        };
    }
}
