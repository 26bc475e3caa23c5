using System.Reflection;
using System.Text;
using Hotlink.Grains.Abstractions.Hosting;

namespace Hotlink.Grains.Tests.Orleans;

/// <summary>
/// What nodes say to each other, as a text file: nodes of two versions talk during an update, so a change of it shows in the diff. Rewritten
/// when the environment variable HOTLINK_UPDATE_CONTRACTS is 1.
/// </summary>
public sealed class ContractTests
{
    private const string Update = "HOTLINK_UPDATE_CONTRACTS";

    private static readonly Assembly[] Assemblies =
    [
        typeof(IHotlinkGrain).Assembly, typeof(Hotlink.Grains.Hosting.HotlinkGrain).Assembly, typeof(Silo.Orleans.HotlinkClusterOptions).Assembly,
    ];

    [Fact]
    public void Contracts_OfAllAssemblies_AreWhatTheFileSays()
    {
        var actual = Describe();
        var file = RepositoryRoot.At("silo", "Hotlink.Grains.Abstractions", "Contracts.txt");
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(
            File.ReadAllText(file) == actual,
            $"What nodes say to each other has changed. If that is meant, run the test once with {Update}=1 and look at the diff: nodes of the last version have to understand it.");
    }

    [Fact]
    public void Contracts_EveryInterfaceMethodAndType_HasAnAlias()
    {
        Assert.All(Interfaces(), type => Assert.StartsWith("hotlink.", AliasOf(type), StringComparison.Ordinal));
        Assert.All(Interfaces().SelectMany(type => type.GetMethods()), method => Assert.NotEqual("", AliasOf(method)));
        Assert.All(Types(), type => Assert.StartsWith("hotlink.", AliasOf(type), StringComparison.Ordinal));
    }

    private static IEnumerable<Type> Interfaces() => Own()
        .Where(type => type.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(type) && type != typeof(IHotlinkGrain))
        .OrderBy(AliasOf, StringComparer.Ordinal);

    private static IEnumerable<Type> Types() =>
        Own().Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)).OrderBy(AliasOf, StringComparer.Ordinal);

    private static IEnumerable<Type> Own() => Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Namespace?.StartsWith("Hotlink", StringComparison.Ordinal) == true);

    private static string AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? "";

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in Interfaces())
        {
            text.Append("interface ").Append(AliasOf(type)).Append('\n');
            foreach (var method in type.GetMethods().OrderBy(AliasOf, StringComparer.Ordinal))
            {
                var parameters = string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));
                text.Append("  ").Append(AliasOf(method)).Append(" = ").Append(method.Name).Append('(').Append(parameters).Append("): ").Append(NameOf(method.ReturnType)).Append('\n');
            }
        }

        foreach (var type in Types())
        {
            text.Append(type.IsEnum ? "enum " : "type ").Append(AliasOf(type)).Append('\n');
            foreach (var line in type.IsEnum ? ValuesOf(type) : MembersOf(type))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        foreach (var type in new[] { typeof(Domain.Sessions.ReasonCode), typeof(Domain.Access.AccessLevel) })
        {
            text.Append("enum ").Append(type.FullName).Append('\n');
            foreach (var line in ValuesOf(type))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> ValuesOf(Type type) => Enum.GetValues(type).Cast<object>().Select(value => $"{Convert.ToInt64(value, null)} {value}");

    // The parameters of a record's constructor have the ids 0, 1, 2, …; other members say which they have.
    private static IEnumerable<string> MembersOf(Type type)
    {
        var members = type.GetMembers().Where(member => member.IsDefined(typeof(IdAttribute), inherit: false)).ToArray();
        if (members.Length > 0)
        {
            return members.OrderBy(member => member.GetCustomAttribute<IdAttribute>()!.Id)
                .Select(member => $"{member.GetCustomAttribute<IdAttribute>()!.Id} {member.Name}: {NameOf(((FieldInfo)member).FieldType)}");
        }

        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length);
        return (constructor?.GetParameters() ?? []).Select((parameter, id) => $"{id} {parameter.Name}: {NameOf(parameter.ParameterType)}");
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
