using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hotlink.Devstack.Doctor;
using Hotlink.Devstack.Stacks;

namespace Hotlink.Devstack.Commands;

/// <summary><c>doctor</c>.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions JsonForm = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Option<string?> Server = new("--server") { Description = "The relay.", HelpName = "URL" };
    private static readonly Option<string?> User = new("--user") { Description = "The email that the daemon runs with.", HelpName = "EMAIL" };
    private static readonly Option<string?> Token = new("--token") { Description = "Its bearer token. Also from HOTLINK_TOKEN.", HelpName = "T" };
    private static readonly Option<string?> Datasites = new("--datasites") { Description = "Its datasites folder.", HelpName = "DIR" };

    private static readonly Option<string[]> Parties = new("--party")
    {
        Description = "A further party on this machine, with its datasites folder: both ends of channels are compared.",
        HelpName = "EMAIL=DIR",
    };

    private static readonly Option<string?> Probe = new("--probe") { Description = "A program to start alone and look at.", HelpName = "CMD" };
    private static readonly Option<string> For = new("--for") { Description = "For how long: 25s, 500ms.", DefaultValueFactory = _ => "25s" };
    private static readonly Option<bool> Json = new("--json") { Description = "Write the findings as JSON." };

    public static Command Create()
    {
        var command = new Command("doctor", "Say what is wrong before a run. Exit code 0: nothing that would stop it; 1: something would. Looks at the devstack that is up, where nothing else is named.")
        {
            Server, User, Token, Datasites, Parties, Probe, For, Json, CommonOptions.Run, CommonOptions.Home,
        };
        command.SetAction((result, token) => CommonOptions.GuardAsync(() => RunAsync(result, token)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var findings = await new Examination(OptionsOf(result), TimeProvider.System).RunAsync(cancellationToken);
        if (result.GetValue(Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(findings, JsonForm));
        }
        else
        {
            FindingText.Write(Console.Out, findings);
        }

        return findings.Any(finding => finding.Severity == Severity.Problem) ? 1 : 0;
    }

    private static DoctorOptions OptionsOf(ParseResult result)
    {
        var home = CommonOptions.HomeOf(result);
        var options = new DoctorOptions
        {
            Home = home,
            Server = ServerOf(result.GetValue(Server)),
            User = result.GetValue(User),
            Token = result.GetValue(Token) ?? Environment.GetEnvironmentVariable("HOTLINK_TOKEN"),
            Parties = PartiesOf(result),
            Probe = result.GetValue(Probe),
            ProbePeriod = DurationText.Parse(result.GetValue(For)!),
        };
        var named = options.Server is not null || options.Parties.Count > 0 || options.Probe is not null;
        return result.GetValue(CommonOptions.Run) is not null || (!named && home.List() is [_]) ? Of(options, home.Find(result.GetValue(CommonOptions.Run))) : options;
    }

    private static Uri? ServerOf(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? uri
        : throw new DevstackException($"--server is an address such as https://syftbox.net, not '{text}'.");

    private static DoctorOptions Of(DoctorOptions options, StackState state) => options with
    {
        Server = options.Server ?? state.RelayUri(),
        User = options.User ?? "doctor@devstack.local",
        Parties = [.. options.Parties, .. state.Parties.Select(party => new PartyFolder(party.Email, state.Layout.Datasites(party.Email)))],
        Running = state.Parties.Where(party => state.Processes.Any(process => process.Name == Launches.DaemonName(party) && process.Identity.IsAlive))
            .Select(party => party.Email).ToHashSet(),
    };

    private static List<PartyFolder> PartiesOf(ParseResult result)
    {
        List<PartyFolder> parties = [];
        if (result.GetValue(Datasites) is { } folder)
        {
            parties.Add(new(result.GetValue(User) ?? throw new DevstackException("--datasites needs --user: whose folder is it?"), Path.GetFullPath(folder)));
        }

        foreach (var party in result.GetValue(Parties) ?? [])
        {
            var equals = party.IndexOf('=', StringComparison.Ordinal);
            parties.Add(equals > 0
                ? new(party[..equals], Path.GetFullPath(party[(equals + 1)..]))
                : throw new DevstackException($"--party is EMAIL=DIR, not '{party}'."));
        }

        return parties;
    }
}
