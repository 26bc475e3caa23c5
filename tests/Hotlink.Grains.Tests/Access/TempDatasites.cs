using Hotlink.Domain.Access;
using Hotlink.Grains.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hotlink.Grains.Tests.Access;

/// <summary>A folder of datasites on disk, deleted at the end, and what follows it.</summary>
internal sealed class TempDatasites : IAsyncDisposable
{
    public const string Public = "rules: [{pattern: '**', access: {read: ['*']}}]";
    public const string Private = "rules: [{pattern: '**', access: {}}]";
    public const string Broken = "rules: 'none'";

    private static readonly DateOnly Today = new(2025, 3, 7);

    public string Root { get; } = Directory.CreateTempSubdirectory("datasites-").FullName;

    public Rulebook Rulebook { get; } = new();

    public DatasiteFolder Folder { get; private set; } = null!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<TempDatasites> StartAsync(bool watch = true, TimeSpan? interval = null)
    {
        var options = new DatasiteFolderOptions { Root = Root, Watch = watch, RescanInterval = interval ?? TimeSpan.FromMilliseconds(100) };
        Folder = new DatasiteFolder(options, Rulebook, TimeProvider.System, NullLogger<DatasiteFolder>.Instance);
        await Folder.StartAsync(Token);
        return this;
    }

    public string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Writes the rule file of a directory, with the directory if need be.</summary>
    public TempDatasites Write(string directory, string content)
    {
        Directory.CreateDirectory(PathOf(directory));
        File.WriteAllText(PathOf($"{directory}/{RuleFile.Name}"), content);
        return this;
    }

    public void Delete(string directory) => File.Delete(PathOf($"{directory}/{RuleFile.Name}"));

    public bool MayRead(string path, string user = "bob@x.io") => Rulebook.Decide(user, AccessLevel.Read, path, Today).Allowed;

    /// <summary>Acts, and waits until the rules of alice's datasite have changed.</summary>
    public async Task ChangeAsync(Action act)
    {
        var version = Rulebook.Version("alice@x.io");
        act();
        await Rulebook.WaitForVersionAsync("alice@x.io", version + 1, Token);
    }

    /// <summary>Waits until the problems are as expected.</summary>
    public async Task WaitForProblemsAsync(Func<IReadOnlyList<RuleFileProblem>, bool> expected)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        void Check()
        {
            if (expected(Folder.Problems))
            {
                reached.TrySetResult();
            }
        }

        Folder.ProblemsChanged += Check;
        Check();
        await reached.Task.WaitAsync(Token);
        Folder.ProblemsChanged -= Check;
    }

    public async ValueTask DisposeAsync()
    {
        if (Folder is not null)
        {
            await Folder.DisposeAsync();
        }

        Directory.Delete(Root, recursive: true);
    }
}
