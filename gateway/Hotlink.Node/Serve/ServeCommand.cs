using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using Hotlink.Gateway.Hosting;
using Hotlink.Silo.Hosting;
using Microsoft.Extensions.Options;

namespace Hotlink.Node.Serve;

/// <summary><c>hotlink serve</c>: the relay.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen, separated by semicolons; port 0 takes a free one. Default: http://127.0.0.1:8080.",
    };

    private static readonly Option<string?> Auth = new("--auth")
    {
        Description = "off: peers say who they are (?user=EMAIL), loopback only. jwt: bearer tokens. Default: off on loopback addresses, else jwt.",
    };

    private static readonly Option<bool> Insecure = new("--insecure")
    {
        Description = "Allow --auth off on addresses that others can reach.",
    };

    private static readonly Option<string?> Datasites = new("--datasites")
    {
        Description = "Folder of datasites (DIR/EMAIL/…/syft.pub.yaml): access rules are read from it and followed; files that peers write go there. Or a bucket: s3://BUCKET/PREFIX?endpoint=URL&region=NAME. Default: datasites.",
    };

    private static readonly Option<string?> Silo = new("--silo")
    {
        Description = "local: everything in this process. orleans: a node of a cluster (section Cluster of the settings). Default: local.",
    };

    private static readonly Option<string?> Role = new("--role")
    {
        Description = "What a node of a cluster does. both: sockets and sessions. gateway: sockets. silo: sessions. Default: both.",
    };

    private static readonly Option<FileInfo> Config = new("--config") { Description = "A JSON file with further settings." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Auth.AcceptOnlyFromAmong("off", "jwt");
        Silo.AcceptOnlyFromAmong("local", "orleans");
        Role.AcceptOnlyFromAmong("both", "gateway", "silo");
        Config.AcceptExistingOnly();
        var command = new Command("serve", "Run the relay. Settings also come from appsettings.json and the environment (HOTLINK_…).")
        {
            Urls, Auth, Insecure, Datasites, Silo, Role, Config,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = RelayHost.Build(SettingsOf(result), result.GetValue(Config)?.FullName);
            if (app.Configuration.GetValue("Silo", SiloKind.Local) == SiloKind.Local)
            {
                SocketTuning.Apply(); // The libraries that a cluster needs may block.
            }

            await app.StartAsync(cancellationToken);
            app.MarkHotlinkReady();
            var datasites = app.Configuration["Datasites"] is { } place ? $" (datasites: {DatasitesPlace.Of(place)})" : "";
            Console.WriteLine($"HotlinkOrleans listens on {string.Join(", ", app.Urls)}{datasites}");
            await app.WaitForShutdownAsync(cancellationToken);
            return Environment.ExitCode; // Not 0 where the node stopped by itself.
        }
        catch (OptionsValidationException invalid)
        {
            await Console.Error.WriteLineAsync("The configuration can't be used:");
            foreach (var failure in invalid.Failures)
            {
                await Console.Error.WriteLineAsync($"  {failure}");
            }

            return 2;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or ArgumentException or NotSupportedException
            or InvalidOperationException or FormatException or SocketException or DbException)
        {
            await Console.Error.WriteLineAsync($"The relay can't start: {failure.Message}");
            return 1;
        }
    }

    private static Dictionary<string, string?> SettingsOf(ParseResult result)
    {
        var settings = new Dictionary<string, string?>();
        Set("Urls", result, Urls);
        Set("Auth:Mode", result, Auth);
        Set("Datasites", result, Datasites);
        Set("Silo", result, Silo);
        Set("Cluster:Role", result, Role);
        if (result.GetValue(Insecure))
        {
            settings["Auth:ForceInsecure"] = "true";
        }

        return settings;

        void Set(string key, ParseResult from, Option<string?> option)
        {
            if (from.GetValue(option) is { } value)
            {
                settings[key] = value;
            }
        }
    }
}
