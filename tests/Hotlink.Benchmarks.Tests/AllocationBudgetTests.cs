using System.Linq.Expressions;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using Hotlink.Benchmarks.Wire;

namespace Hotlink.Benchmarks.Tests;

/// <summary>Every benchmark has a budget, and no call of it allocates more.</summary>
public sealed class AllocationBudgetTests
{
    private const int Calls = 100;
    private static readonly string Root = typeof(PeekBenchmarks).Assembly.GetName().Name + ".";

    public static TheoryData<string> Names() => new(Methods().Keys.Order());

    [Fact]
    public void Budgets_Benchmarks_AreTheSame() => Assert.Equal(Methods().Keys.Order(), Budgets.Read().AllocatedBytesPerCall.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Benchmark_Warm_AllocatesNoMoreThanItsBudget(string name)
    {
        var method = Methods()[name];
        foreach (var subject in SubjectsOf(method.DeclaringType!))
        {
            var call = Expression.Lambda<Action>(Expression.Call(Expression.Constant(subject), method)).Compile();
            Run(call);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(call);
            var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
            Assert.True(allocated <= Budgets.Read().AllocatedBytesPerCall[name], $"{name} allocates {allocated} bytes a call.");
        }
    }

    private static void Run(Action call)
    {
        for (var i = 0; i < Calls; i++)
        {
            call();
        }
    }

    private static Dictionary<string, MethodInfo> Methods() => typeof(PeekBenchmarks).Assembly.GetTypes()
        .SelectMany(static type => type.GetMethods())
        .Where(static method => method.IsDefined(typeof(BenchmarkAttribute)))
        .ToDictionary(static method => $"{method.DeclaringType!.FullName![Root.Length..]}.{method.Name}");

    // One for each value of the parameter, where there is one.
    private static IEnumerable<object> SubjectsOf(Type type)
    {
        var parameter = type.GetProperties().SingleOrDefault(static property => property.IsDefined(typeof(ParamsAttribute)));
        foreach (var value in parameter?.GetCustomAttribute<ParamsAttribute>()!.Values ?? [null])
        {
            var subject = Activator.CreateInstance(type)!;
            parameter?.SetValue(subject, value);
            type.GetMethods().SingleOrDefault(static method => method.IsDefined(typeof(GlobalSetupAttribute)))?.Invoke(subject, []);
            yield return subject;
        }
    }
}
