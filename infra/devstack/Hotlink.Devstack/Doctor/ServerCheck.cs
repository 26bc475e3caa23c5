using System.Globalization;
using Hotlink.Client;

namespace Hotlink.Devstack.Doctor;

/// <summary>Talks to the server: over HTTP, and then as a daemon would.</summary>
internal sealed class ServerCheck(TimeProvider timeProvider)
{
    private const string Check = "server";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<Finding>> LookAsync(Uri server, string? user, string? token, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        if (await AskAsync(server, findings, cancellationToken) && user is not null)
        {
            findings.Add(await ConnectAsync(server, user, token, cancellationToken));
        }

        return findings;
    }

    private async Task<bool> AskAsync(Uri server, List<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(new Uri(server, "/healthz"), cancellationToken);
            findings.Add(answer.IsSuccessStatusCode
                ? Finding.Ok(Check, $"{server} answers")
                : Finding.Warning(Check, $"{server} answers /healthz with {(int)answer.StatusCode}",
                    "it is starting, draining, or something else than a relay", "look at its log; wait until /healthz says 200"));
            if (answer.Headers.Date is { } date)
            {
                findings.Add(ClockRules.Look(date, timeProvider.GetUtcNow()));
            }

            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            findings.Add(Finding.Problem(Check, $"{server} can't be reached: {failure.Message}", "nothing works without it",
                "start the relay (./hotlink serve, ./hotlink devstack up), or correct --server"));
            return false;
        }
    }

    private async Task<Finding> ConnectAsync(Uri server, string user, string? token, CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        try
        {
            var options = new HotlinkClientOptions { ServerUri = server, User = user, Token = _ => ValueTask.FromResult(token), TimeProvider = timeProvider };
            await using var client = await HotlinkClient.ConnectAsync(options, cancellationToken);
            var took = timeProvider.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
            return Finding.Ok(Check, $"it speaks the protocol: {user} is connected after {took} ms");
        }
        catch (HotlinkException refused) when (refused.Reason == HotlinkReason.Unauthorized)
        {
            return Finding.Problem("token", $"the server doesn't let {user} in: {refused.Text}", "no session can be opened",
                token is null ? "give a token: --token" : "log in again; the token is of another server, another key, or withdrawn");
        }
        catch (HotlinkException failure)
        {
            return Finding.Problem(Check, $"{user} can't connect: {failure.Message}", "the daemon would fail in the same way",
                "see that the address is that of a relay, and that proxies on the way let WebSockets pass");
        }
    }
}
